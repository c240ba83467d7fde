package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Fetches a JWK Set. It follows no redirect, and has one timeout for the connection, the head and the body together: a
 * response that stalls anywhere, or comes byte by byte, is given up and its connection closed.
 */
final class JwksFetcher {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpRequest request;
    private final Duration timeout;
    private final HttpClient http;

    JwksFetcher(URI address, Duration timeout) {
        this.request = HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** The keys by their names, or why there are none; completed within the timeout. */
    CompletableFuture<Map<String, ECKey>> fetch() {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, head -> new LimitedBody(JwkSets.MAX_BYTES));
        // A copy, because what has timed out can no longer be cancelled, and only that closes the connection.
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true))
                .thenApply(JwksFetcher::keys);
    }

    private static Map<String, ECKey> keys(HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() != 200) {
                throw new IOException("the response has status " + response.statusCode() + ", not 200");
            }
            return JwkSets.parse(new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException | ParseException e) {
            throw new CompletionException(e);
        }
    }
}
