import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Identify {

    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("BASE_URL/project"))
                .header("Authorization", "Bearer PUBLISHABLE_KEY")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
        System.out.println(response.body());
    }
}
