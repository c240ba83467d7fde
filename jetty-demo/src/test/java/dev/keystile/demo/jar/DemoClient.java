package dev.keystile.demo.jar;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running demo, with the keys of its credentials file. */
final class DemoClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final JsonNode credentials;

    private DemoClient(String baseUrl, JsonNode credentials) {
        this.baseUrl = baseUrl;
        this.credentials = credentials;
    }

    static DemoClient of(DemoProcess demo) {
        return new DemoClient(demo.baseUrl(), JSON.createObjectNode());
    }

    static DemoClient of(DemoProcess demo, Path credentials) throws Exception {
        String baseUrl = demo.baseUrl();
        return new DemoClient(baseUrl, JSON.readTree(Files.readString(credentials)));
    }

    String secretKey(String environment) {
        return credentials
                .get("environments")
                .get(environment)
                .get("secret_key")
                .stringValue();
    }

    HttpResponse<String> get(String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Authorization", "Bearer " + key)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    int status(String key) throws Exception {
        return get("/whoami", key).statusCode();
    }

    String keyId(String key) throws Exception {
        return JSON.readTree(get("/whoami", key).body()).get("key_id").stringValue();
    }
}
