import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

public class Organizations {

    private static final String BASE = "BASE_URL";
    private static final String KEY = "SECRET_KEY";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        System.out.println(send(request("/organizations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"Test organization\"}"))));
        System.out.println(send(request("/organizations?limit=5")));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(BASE + path)).header("Authorization", "Bearer " + KEY);
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.body());
        }
        return response.body();
    }
}
