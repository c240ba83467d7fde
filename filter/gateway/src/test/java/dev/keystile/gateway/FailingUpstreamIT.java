package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client learns that a service failed, and never takes half a response for a whole one. */
class FailingUpstreamIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams:
                  - {path: /**, url: %s, timeout: 10s}
                  - {path: /hasty/**, url: %1$s, timeout: 200ms}
                  - {path: /halting/**, url: %1$s, timeout: 5s}
                  - {path: /down, url: http://127.0.0.1:1}
                  - {path: /nowhere, url: http://nowhere.invalid}
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
    }

    private static void assertProblem(RawResponse response, int status, String code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.whole()).isTrue();
        assertThat(response.values("Content-Type")).containsExactly("application/problem+json");
        assertThat(response.values("Cache-Control")).containsExactly("no-store");
        assertThat(response.values("X-Request-ID")).hasSize(1);
        assertThat(response.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"type\":\"urn:keystile:problem:" + code + "\"")
                .contains("\"request_id\":\"" + response.value("X-Request-ID") + "\"")
                .doesNotContain("127.0.0.1", "Exception", "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/down", "/nowhere"})
    void aServiceThatIsDownIsABadGateway(String path) throws Exception {
        assertProblem(gateway.get(path), 502, "upstream_failed");
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", path, BEARER, "Content-Length: 2") + "\r\nab");
            assertProblem(client.read(), 502, "upstream_failed");
        }
        assertThat(gateway.request("HEAD", path, BEARER).status()).isEqualTo(502);
    }

    @Test
    void aServiceThatKeepsSilentIsTooLate() throws Exception {
        upstream.script(call -> call.in().read());
        assertProblem(gateway.get("/hasty/x"), 504, "upstream_timeout");
    }

    @Test
    void aServiceThatFallsSilentInItsResponseBreaksIt() throws Exception {
        upstream.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ");
            call.in().read();
        });
        RawResponse response = gateway.get("/halting/x");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void aResponseThatBreaksOffIsBrokenForTheClientToo(String half) throws Exception {
        upstream.script(call -> call.write(half).close());
        try (RawClient client = gateway.connect()) {
            RawResponse response = client.request("GET", "/orders", BEARER).read();
            if (response.status() == 200) {
                assertThat(response.whole()).isFalse();
            } else {
                assertProblem(response, 502, "upstream_failed");
                upstream.script(call -> call.respond("next"));
                assertThat(client.request("GET", "/orders", BEARER).read().body())
                        .isEqualTo("next");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: gzip\r\nSet-Cookie: a=1\r\nETag: \"e\"\r\n"
                        + "Content-Type: image/png\r\nCache-Control: public\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nSet-Cookie: a=1\r\n\r\n"
            })
    void nothingOfABrokenResponseStandsInTheProblem(String head) throws Exception {
        upstream.script(call -> call.write(head).close());
        RawResponse response = gateway.get("/orders");
        assertProblem(response, 502, "upstream_failed");
        assertThat(Wire.names(response.head()))
                .containsExactlyInAnyOrder("Date", "X-Request-ID", "Cache-Control", "Content-Type", "Content-Length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nX-A: a\u0000b\r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0015\u0003\u0003\0\u0002\u0002\n"
            })
    void aResponseThatIsNoHttpIsABadGateway(String response) throws Exception {
        upstream.script(call -> call.write(response).close());
        assertProblem(gateway.get("/orders"), 502, "upstream_failed");
    }

    @Test
    void aResponseOfTwoLengthsIsNotPassedOn() throws Exception {
        upstream.script(call -> call.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));
        try (RawClient client = gateway.connect()) {
            client.request("GET", "/orders", BEARER);
            assertProblem(client.read(), 502, "upstream_failed");
        }
        upstream.script(call -> call.respond("real"));
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.get("/after").body()).isEqualTo("real");
        }
    }

    @Test
    void fieldsThatAreTooLargeAreABadGateway() throws Exception {
        upstream.script(call -> call.respond("ok", "X-Large: " + "a".repeat(100_000)));
        assertProblem(gateway.get("/orders"), 502, "upstream_failed");
        upstream.script(call -> call.respond("ok", "X-Large: " + "a".repeat(14_000)));
        assertThat(gateway.get("/orders", "X-Large: " + "a".repeat(7_000)).value("X-Large"))
                .hasSize(14_000);
    }

    @Test
    void aConnectionThatTheServiceHasClosedIsNotUsedAgain(@TempDir Path folder) throws Exception {
        try (ScriptedUpstream closing =
                        ScriptedUpstream.start(call -> call.respond("ok").close());
                RunningGateway other =
                        RunningGateway.start(folder, "upstreams: [{path: /**, url: %s}]".formatted(closing.url()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(other.get("/orders").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aServiceThatHasClosedAllItsConnectionsIsAskedOnANewOne(@TempDir Path folder) throws Exception {
        int connections = 4;
        CyclicBarrier allOpen = new CyclicBarrier(connections);
        Set<InputStream> used = ConcurrentHashMap.newKeySet();
        try (ScriptedUpstream restarted = ScriptedUpstream.start(call -> {
                    if (!used.add(call.in())) {
                        call.close();
                        return;
                    }
                    if (call.target().equals("/open")) {
                        allOpen.await(ScriptedUpstream.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                    call.respond("ok");
                });
                RunningGateway other =
                        RunningGateway.start(folder, "upstreams: [{path: /**, url: %s}]".formatted(restarted.url()))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(other.connect());
                clients.get(i).request("GET", "/open", BEARER);
            }
            for (RawClient client : clients) {
                assertThat(client.read().status()).isEqualTo(200);
                client.close();
            }
            int requests = 5;
            for (int i = 0; i < requests; i++) {
                assertThat(other.get("/orders").status()).isEqualTo(200);
            }
            assertThat(restarted.requestCount("/orders")).isLessThanOrEqualTo(2 * requests);
        }
    }

    @Test
    void whatMayHaveHadAnEffectIsNotSentTwice() throws Exception {
        upstream.script(call -> {
            call.body();
            call.close();
        });
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/pay", BEARER, "Content-Length: 2") + "\r\nab");
            assertProblem(client.read(), 502, "upstream_failed");
        }
        assertProblem(gateway.request("POST", "/pay", BEARER, "Content-Length: 0"), 502, "upstream_failed");
        upstream.next("/pay");
        upstream.next("/pay");
        assertThat(upstream.hasRequest("/pay")).isFalse();
    }
}
