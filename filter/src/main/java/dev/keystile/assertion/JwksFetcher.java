package dev.keystile.assertion;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches a JWK Set: it follows no redirect, and waits and reads only so much. */
final class JwksFetcher implements ResourceRetriever {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LARGEST = 64 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString()))
                .timeout(LONGEST)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the answer is " + response.statusCode() + ", not 200");
                }
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new IOException("the answer is larger than " + LARGEST + " bytes");
                }
                return new Resource(new String(bytes, StandardCharsets.UTF_8), "application/json");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
