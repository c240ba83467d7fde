package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running demo, with the keys of its credentials file. */
final class DemoClient {

    private static final JsonMapper JSON = new JsonMapper();

    /** Shorter than the cache keeps a key by default: what is seen until then was not seen because a key was old. */
    private static final Duration PROMPT = Duration.ofSeconds(25);

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

    /** Sends requests until the response has this status, which every request has that is sent later than a short time from now. */
    void expectStatus(int status, String key) {
        long from = System.nanoTime();
        await().atMost(PROMPT.plus(TestTimeout.MAX))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Duration elapsed = Duration.ofNanos(System.nanoTime() - from);
                    if (status(key) == status) {
                        return true;
                    }
                    assertThat(elapsed).isLessThan(PROMPT);
                    return false;
                });
    }

    String keyId(String key) throws Exception {
        return JSON.readTree(get("/whoami", key).body()).get("key_id").stringValue();
    }
}
