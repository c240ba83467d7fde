import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

public class Refusal {

    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("BASE_URL/organizations"))
                .header("Authorization", "Bearer PUBLISHABLE_KEY")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() == 200) {
            System.out.println(response.body());
        } else {
            System.out.println(response.statusCode() + " " + field("code", response.body()));
            System.out.println(field("detail", response.body()));
            System.out.println("Request " + field("request_id", response.body()));
        }
    }

    // Good enough without a JSON library; use yours.
    private static String field(String name, String json) {
        var matcher = Pattern.compile("\"" + name + "\":\"(.*?)(?<!\\\\)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
