package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code max-request-size}: too large a body is refused, and no half of it is taken for the whole. */
class RequestSizeIT {

    private static final String TEN = "0123456789";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams:
                  - {path: /**, url: %1$s, max-request-size: 10B}
                  - {path: /large, url: %1$s, max-request-size: 100KB}
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        upstream.script(call -> call.respond("got " + call.body()));
    }

    private static void assertTooLarge(RawResponse response) {
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.whole()).isTrue();
        assertThat(response.body()).contains("\"code\":\"content_too_large\"");
        assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aBodyOfTheLargestSizePasses() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/x", BEARER, "Content-Length: 10") + "\r\n" + TEN);
            assertThat(client.read().body()).isEqualTo("got " + TEN);
            client.send(RawClient.head("POST", "/x", BEARER, "Transfer-Encoding: chunked")
                    + "\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("got " + TEN);
        }
    }

    @Test
    void aLengthThatIsTooLargeIsRefusedBeforeTheBodyIsSent() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/long", BEARER, "Content-Length: 11", "Expect: 100-continue") + "\r\n");
            assertTooLarge(client.read());
        }
        assertThat(upstream.hasRequest("/long")).isFalse();
    }

    @Test
    void theBodyThatWasTooLargeIsNotTheNextRequest() throws Exception {
        String hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n" + BEARER + "\r\n\r\n";
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/x", BEARER, "Content-Length: " + hidden.length()) + "\r\n" + hidden);
            assertTooLarge(client.read());
        }
        gateway.get("/after");
        upstream.next("/after");
        assertThat(upstream.hasRequest("/hidden")).isFalse();
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffWhereItGrowsTooLarge() throws Exception {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        upstream.script(call -> call.body(whole));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/x", BEARER, "Transfer-Encoding: chunked") + "\r\n4\r\n0123\r\n");
            upstream.next("/x");
            client.send("7\r\n4567890\r\n0\r\n\r\n");
            assertTooLarge(client.read());
        }
        assertThat(whole.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aBodyInChunksThatIsTooLargeAtOnceNeverArrivesAsWhole() throws Exception {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        upstream.script(call -> call.body(whole));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/large", BEARER, "Transfer-Encoding: chunked") + "\r\n");
            String part = TEN.repeat(1_000);
            for (int i = 0; i < 11; i++) {
                client.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertTooLarge(client.read());
        }
        if (upstream.hasRequest("/large")) {
            assertThat(whole.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isFalse();
        }
        upstream.script(call -> call.respond("ok"));
        assertThat(gateway.get("/after").status()).isEqualTo(200);
    }
}
