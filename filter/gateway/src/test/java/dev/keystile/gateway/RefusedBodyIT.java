package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY 25: a refusal reaches a client that is still sending its body. */
class RefusedBodyIT {

    private static final int[] MEGABYTES = {1, 8, 8, 30};

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, "upstreams: [{path: /**, url: %s}]\n".formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    private static HttpResponse<String> post(HttpClient client, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri().resolve("/uploads"))
                .header("Authorization", "Bearer sk_demo_wrong")
                .timeout(Duration.ofSeconds(TestTimeout.SECONDS))
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalArrivesWhileTheBodyIsBeingSent(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        // The first request changes the protocol to HTTP/2.
        HttpRequest first = HttpRequest.newBuilder(gateway.uri()).build();
        assertThat(client.send(first, BodyHandlers.ofString()).version()).isEqualTo(version);
        for (int megabytes : MEGABYTES) {
            byte[] body = new byte[megabytes << 20];
            assertRefused(post(client, BodyPublishers.ofByteArray(body)));
            assertRefused(post(client, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        }
        assertThat(upstream.hasRequests()).isFalse();
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("unknown_key");
    }

    @Test
    void whatFollowsABodyThatWasReadIsTheNextRequest() throws Exception {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n" + BEARER + "\r\n\r\n";
        try (RawClient client = gateway.connect()) {
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + smuggled.length() + "\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(401);
            client.send(smuggled);
            client.send("GET /next HTTP/1.1\r\nHost: a\r\n" + BEARER + "\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(200);
            assertThat(upstream.next().target()).isEqualTo("/next");
        }
    }
}
