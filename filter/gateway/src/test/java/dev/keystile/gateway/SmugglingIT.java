package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In HTTP/2 a field may hold what HTTP/1.1 cannot: none of it becomes a field or a request of its own at a service. */
class SmugglingIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s}]
                routes: [{path: /open/**, access: public}, {path: /closed/**, access: denied}]
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

    @Test
    void aRequestAsItShouldBeArrives() throws Exception {
        request("abc", "POST", "/open/plain", "x-plain", "1");
        ScriptedUpstream.Call call = upstream.next("/open/plain");
        assertThat(call.requestLine()).isEqualTo("POST /open/plain HTTP/1.1");
        assertThat(call.values("X-Plain")).containsExactly("1");
        assertThat(call.body()).isEqualTo("abc");
    }

    static Stream<Arguments> hostile() {
        String request = "GET /closed/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        return Stream.of(
                Arguments.of("POST", "/open/x", "x-a", "1\r\nX-Keystile-Key-Id: smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-a", "1\nX-Keystile-Key-Id: smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-a", "1\rX-Keystile-Key-Id: smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-a", "1\0X-Keystile-Key-Id: smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-a", "1\r\n\r\n" + request, "abc"),
                Arguments.of("POST", "/open/x", "x-a: 1\r\nx-keystile-key-id", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-keystile-key-id:", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-keystile-key-id ", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", " x-keystile-key-id", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "x-keystile-key-id\0", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "X-KEYSTILE-KEY-ID", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "", "smuggled", "abc"),
                Arguments.of("POST", "/open/x", "transfer-encoding", "chunked", "0\r\n\r\n" + request),
                Arguments.of("POST", "/open/x", "Transfer-Encoding", "chunked", "0\r\n\r\n" + request),
                Arguments.of("POST", "/open/x", "transfer-encoding", " chunked", "0\r\n\r\n" + request),
                Arguments.of("POST", "/open/x", "content-length", "0", request),
                Arguments.of("POST", "/open/x", "content-length", "3", "abc" + request),
                Arguments.of("GET", "/open/x", "content-length", "0", request),
                Arguments.of("POST", "/open/x", "connection", "x-smuggled", "abc"),
                Arguments.of("POST", "/open/x", "upgrade", "websocket, smuggled", "abc"),
                Arguments.of("GET", "/open/x HTTP/1.1\r\nX-Keystile-Key-Id: smuggled\r\nX-A: ", "x-b", "1", null),
                Arguments.of("GET", "/open/x\nsmuggled", "x-b", "1", null),
                Arguments.of("GET", "/open/../closed/smuggled", "x-b", "1", null),
                Arguments.of("GET", "/open/x#/smuggled", "x-b", "1", null),
                Arguments.of("GET", "", "x-b", "smuggled", null),
                Arguments.of("GET", "smuggled", "x-b", "1", null),
                Arguments.of("GET /closed/smuggled HTTP/1.1\r\nX-A: ", "/open/x", "x-b", "1", null),
                Arguments.of("GET smuggled", "/open/x", "x-b", "1", null),
                Arguments.of("", "/open/x", "x-b", "smuggled", null),
                Arguments.of("GET", "/open/x", ":path", "/closed/smuggled", null),
                Arguments.of("GET", "/open/x", ":protocol", "smuggled", null),
                Arguments.of("CONNECT", "/open/smuggled", ":protocol", "websocket", null));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingIsSmuggled(String method, String path, String name, String value, String data) throws Exception {
        request(data, method, path, name, value);
        request("next", "POST", "/open/next", "authorization", "Bearer " + SECRET);
        ScriptedUpstream.Call call = upstream.next();
        while (!call.target().equals("/open/next")) {
            assertThat(call.head()).doesNotContainIgnoringCase("smuggled");
            assertThat(call.head().replaceAll("(?m)^X-Keystile-[A-Za-z-]+: \\R", "\n"))
                    .doesNotContainIgnoringCase("keystile-");
            assertThat(call.target()).isEqualTo("/open/x");
            call = upstream.next();
        }
        assertThat(call.body()).isEqualTo("next");
        assertThat(upstream.hasRequest("/closed/smuggled")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "2"})
    void aBodyOfAnotherLengthIsNotPassedOnAsWhole(String length) throws Exception {
        // The service responds before it has read the body, and keeps the connection.
        upstream.script(call -> call.respond("early"));
        request("abc", "POST", "/open/x", "content-length", length);
        upstream.script(call -> call.respond("got " + call.body()));
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.get("/after", "X-Number: " + i).body()).isEqualTo("got ");
        }
    }

    @Test
    void aBodyThatEndsBeforeItsLengthIsBrokenAtTheServiceToo() throws Exception {
        AtomicBoolean pulled = new AtomicBoolean();
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        upstream.script(call -> {
            if (!call.target().equals("/open/short")) {
                return;
            }
            pulled.set(true);
            call.body(whole);
        });
        request("abc", "POST", "/open/short", "content-length", "1000");
        assertThat(!pulled.get() || !whole.get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    private static void request(String data, String method, String path, String name, String value) throws Exception {
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.request(
                            data,
                            ":method",
                            method,
                            ":scheme",
                            "http",
                            ":authority",
                            "shop.example.com",
                            ":path",
                            path,
                            name,
                            value)
                    .awaitEnd();
        }
    }
}
