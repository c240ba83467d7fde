package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silence is the fault of whoever it was to speak: of a client in the midst of its body, of a service after it. */
class StalledBodyIT {

    /** 408 in Huffman's code (RFC 7541, appendix B). */
    private static final byte[] HTTP2_408 = {0x68, 0x0f, 0x7f};

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(
                folder, "upstreams: [{path: /**, url: %s, timeout: 3s}]".formatted(upstream.url()));
        assertThat(gateway.get("/first").status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 10, half", "Transfer-Encoding: chunked, '4\r\nhalf\r\n'", "Content-Length: 10, ''"})
    void aClientThatStopsInItsBodyIsTooSlow(String framing, String part) throws Exception {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        upstream.script(call -> call.body(whole));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("PUT", "/upload", BEARER, framing) + "\r\n" + part);

            assertProblem(client.read(), 408, "request_timeout");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(whole.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aClientOfHttp2ThatStopsInItsBodyIsTooSlow() throws Exception {
        upstream.script(ScriptedUpstream.Call::body);
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.begin(
                    "half",
                    ":method",
                    "PUT",
                    ":scheme",
                    "http",
                    ":authority",
                    "shop.example.com",
                    ":path",
                    "/upload",
                    "authorization",
                    "Bearer " + SECRET);

            assertThat(client.awaitEnd()).containsSequence(HTTP2_408);
        }
    }

    @Test
    void aServiceThatKeepsSilentAfterTheWholeBodyIsTooSlow() throws Exception {
        upstream.script(call -> {
            call.body();
            call.in().read();
        });
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("PUT", "/upload", BEARER, "Content-Length: 4") + "\r\nbody");

            assertProblem(client.read(), 504, "upstream_timeout");
        }
    }

    private static void assertProblem(RawResponse response, int status, String code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.whole()).isTrue();
        assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }
}
