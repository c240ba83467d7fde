package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is never silent for long, and never done, has its limits; a service that is silent has none of these. */
class SlowClientIT {

    /** 408 in Huffman's code (RFC 7541, appendix B). */
    private static final byte[] HTTP2_408 = {0x68, 0x0f, 0x7f};

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s, timeout: 1m}]
                client: {head-timeout: 1s, min-rate: 1KB, grace: 1s}
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nX-A: a\r\nX-B: "})
    void headerFieldsThatTakeTooLongGetAResponse(String begin) throws Exception {
        try (RawClient client = gateway.connect();
                Trickle more = Trickle.of(() -> client.send(begin.isEmpty() ? "\r\n" : "a"))) {
            client.send(begin);
            assertSlow(client);
        }
    }

    @Test
    void theNextRequestOnAConnectionIsNoExceptionToThat() throws Exception {
        upstream.script(call -> call.respond("ok"));
        try (RawClient client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.request("GET", "/first", BEARER).read().body())
                        .isEqualTo("ok");
            }
            client.send("GET /second HTTP/1.1\r\nX-A: ");
            try (Trickle more = Trickle.of(() -> client.send("a"))) {
                assertSlow(client);
            }
        }
    }

    private static void assertSlow(RawClient client) throws IOException {
        RawResponse response = client.read();
        assertThat(response.status()).isEqualTo(408);
        assertThat(response.whole()).isTrue();
        assertThat(response.body()).contains("\"code\":\"request_timeout\"");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void headerFieldsOfHttp2ThatTakeTooLongEndTheConnection() throws Exception {
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            // HEADERS of stream 1 without END_HEADERS, and then one CONTINUATION without anything after the other.
            client.send(0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82);
            try (Trickle more = Trickle.of(() -> client.send(0, 0, 0, 9, 0, 0, 0, 0, 1))) {
                assertThat(client.awaitEnd()).isEmpty();
            }
        }
    }

    @Test
    void aFrameOfHttp2ThatTakesTooLongEndsTheConnection() throws Exception {
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.send(0, 4, 0, 1, 5, 0, 0, 0, 1);
            try (Trickle more = Trickle.of(() -> client.send(0x82))) {
                assertThat(client.awaitEnd()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
    void aBodyThatComesTooSlowlyIsRefused(String framing) throws Exception {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        upstream.script(call -> call.body(whole));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("PUT", "/upload", BEARER, framing) + "\r\n");
            try (Trickle more = Trickle.of(() -> client.send(framing.startsWith("T") ? "1\r\na\r\n" : "a"))) {
                assertSlow(client);
            }
        }
        assertThat(whole.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aBodyThatCameQuicklyAtFirstIsNoExceptionToThat() throws Exception {
        upstream.script(ScriptedUpstream.Call::body);
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("PUT", "/upload", BEARER, "Content-Length: 10000000") + "\r\n"
                    + "a".repeat(1_000_000));
            try (Trickle more = Trickle.of(() -> client.send("a"))) {
                assertSlow(client);
            }
        }
    }

    @Test
    void aBodyOfHttp2ThatComesTooSlowlyIsRefused() throws Exception {
        upstream.script(ScriptedUpstream.Call::body);
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.begin("a", http2("PUT"));
            try (Trickle more = Trickle.of(() -> client.more("a"))) {
                assertThat(client.awaitEnd()).containsSequence(HTTP2_408);
            }
        }
    }

    @Test
    void aClientThatHardlyReadsIsLeft() throws Exception {
        CountDownLatch left = scriptEndless();
        try (RawClient client = RawClient.slow(gateway.uri());
                Trickle reading = Trickle.of(client::readByte)) {
            client.request("GET", "/download", BEARER);
            assertThat(left.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClientOfHttp2ThatTakesNoMoreIsLeftAlthoughItIsThere() throws Exception {
        CountDownLatch left = scriptEndless();
        try (RawHttp2 client = new RawHttp2(gateway.uri());
                Trickle there = Trickle.of(client::ping)) {
            client.request(null, http2("GET"));
            assertThat(left.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Counts down when nobody takes the response any more. */
    private static CountDownLatch scriptEndless() {
        CountDownLatch left = new CountDownLatch(1);
        String chunk = "a".repeat(64 * 1024);
        upstream.script(call -> {
            try {
                call.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
                while (true) {
                    call.write(chunk);
                }
            } catch (IOException e) {
                left.countDown();
                throw e;
            }
        });
        return left;
    }

    /** A slow upload shows when the limits have passed. */
    @Test
    void aServiceMayBeSilentForLonger() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        upstream.script(call -> {
            switch (call.target()) {
                case "/events" -> {
                    call.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "3\r\none\r\n");
                    passed.await();
                    call.write("3\r\ntwo\r\n0\r\n\r\n");
                }
                case "/poll" -> {
                    passed.await();
                    call.respond("news");
                }
                default -> call.body();
            }
        });
        try (RawClient events = gateway.connect();
                RawClient poll = gateway.connect();
                RawClient upload = gateway.connect()) {
            events.request("GET", "/events", BEARER);
            assertThat(events.readHead()).startsWith("HTTP/1.1 200");
            assertThat(events.readChunk()).isEqualTo("one");
            poll.request("GET", "/poll", BEARER);
            upload.send(RawClient.head("PUT", "/upload", BEARER, "Content-Length: 10") + "\r\n");
            assertThat(upload.read().status()).isEqualTo(408);

            passed.countDown();
            assertThat(events.readChunk()).isEqualTo("two");
            assertThat(poll.read().body()).isEqualTo("news");
        }
    }

    private static String[] http2(String method) {
        return new String[] {
            ":method", method,
            ":scheme", "http",
            ":authority", "shop.example.com",
            ":path", "/stream",
            "authorization", "Bearer " + SECRET
        };
    }
}
