package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies pass both ways as they come. */
class StreamingIT {

    private static final String CHUNK = "0123456789abcdef".repeat(4_096);

    /** RFC 7541, appendix A. */
    private static final byte HTTP2_STATUS_404 = (byte) 0x8d;

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, "upstreams: [{path: /**, url: %s}]".formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        upstream.script(call -> call.respond("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
    void anUploadArrivesBeforeItHasEnded(String framing) throws Exception {
        boolean chunked = framing.endsWith("chunked");
        CountDownLatch firstHalf = new CountDownLatch(1);
        upstream.script(call -> {
            assertThat(chunked ? Wire.chunk(call.in()) : Wire.exactly(call.in(), 5))
                    .isEqualTo("first");
            firstHalf.countDown();
            assertThat(chunked ? Wire.chunks(call.in()) : Wire.exactly(call.in(), 5))
                    .isEqualTo("other");
            call.respond("whole", "Connection: close").close();
        });
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/upload", BEARER, framing) + "\r\n");
            client.send(chunked ? "5\r\nfirst\r\n" : "first");
            assertThat(firstHalf.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            client.send(chunked ? "5\r\nother\r\n0\r\n\r\n" : "other");
            assertThat(client.read().body()).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
    void anUploadThatBreaksOffNeverArrivesAsWhole(String framing) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean whole = new AtomicBoolean();
        upstream.script(call -> {
            begun.countDown();
            try {
                call.body();
                whole.set(true);
            } catch (IOException e) {
                over.countDown();
                throw e;
            }
            over.countDown();
        });
        RawClient client = gateway.connect();
        client.send(RawClient.head("POST", "/upload", BEARER, framing) + "\r\n")
                .send(framing.endsWith("chunked") ? "5\r\nfirst\r\n" : "first");
        assertThat(begun.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        client.close();
        assertThat(over.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(whole).isFalse();
    }

    @Test
    void aLargeUploadArrivesByteForByte() throws Exception {
        AtomicLong hash = new AtomicLong();
        upstream.script(call -> {
            hash.set(call.body().hashCode());
            call.respond("ok");
        });
        String body = CHUNK.repeat(64);
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("PUT", "/upload", BEARER, "Content-Length: " + body.length()) + "\r\n" + body);
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(hash.get()).isEqualTo(body.hashCode());
    }

    @Test
    void aLargeResponseArrivesByteForByte() throws Exception {
        String body = CHUNK.repeat(64);
        upstream.script(call -> call.respond(body));
        assertThat(gateway.get("/download").body()).isEqualTo(body);
        upstream.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 64; i++) {
                call.write(Integer.toHexString(CHUNK.length()) + "\r\n" + CHUNK + "\r\n");
            }
            call.write("0\r\n\r\n");
        });
        RawResponse response = gateway.get("/download");
        assertThat(response.whole()).isTrue();
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void eventsArriveOneByOneAndTheFieldsBeforeTheFirst() throws Exception {
        CountDownLatch headers = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        upstream.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(headers.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            call.write("8\r\ndata: 1\n\r\n");
            assertThat(first.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            call.write("8\r\ndata: 2\n\r\n0\r\n\r\n");
        });
        try (RawClient client = gateway.connect()) {
            client.request("GET", "/events", BEARER);
            assertThat(Wire.value(client.readHead(), "Content-Type")).isEqualTo("text/event-stream");
            headers.countDown();
            assertThat(client.readChunk()).isEqualTo("data: 1\n");
            first.countDown();
            assertThat(client.readChunk()).isEqualTo("data: 2\n");
            assertThat(client.readChunk()).isEmpty();
        }
    }

    @Test
    void aServiceHearsThatTheListenerHasGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        upstream.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            try {
                while (true) {
                    call.write("8\r\ndata: 1\n\r\n");
                }
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });
        RawClient client = gateway.connect();
        client.request("GET", "/events", BEARER);
        assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        assertThat(client.readChunk()).isEqualTo("data: 1\n");
        client.reset();
        assertThat(gone.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSlowClientSlowsTheServiceDownAndGetsEverything() throws Exception {
        int chunks = 1_024;
        AtomicLong written = new AtomicLong();
        upstream.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < chunks; i++) {
                call.write(Integer.toHexString(CHUNK.length()) + "\r\n" + CHUNK + "\r\n");
                written.addAndGet(CHUNK.length());
            }
            call.write("0\r\n\r\n");
        });
        try (RawClient client = RawClient.slow(gateway.uri())) {
            client.request("GET", "/download", BEARER);
            AtomicLong before = new AtomicLong(-1);
            Awaitility.await()
                    .pollInterval(java.time.Duration.ofMillis(100))
                    .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
            assertThat(written.get()).isLessThan((long) chunks * CHUNK.length());
            client.readHead();
            long read = 0;
            for (String next = client.readChunk(); !next.isEmpty(); next = client.readChunk()) {
                read += next.length();
            }
            assertThat(read).isEqualTo((long) chunks * CHUNK.length());
        }
    }

    @Test
    void anEarlyResponseReachesAClientThatIsStillSending() throws Exception {
        upstream.script(call -> call.write("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/upload", BEARER, "Content-Length: 1000") + "\r\nbegin");
            RawResponse response = client.read();
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("no");
            assertThat(response.whole()).isTrue();
        }
    }

    @Test
    void anEarlyResponseReachesAClientOfHttp2ThatIsStillSending() throws Exception {
        upstream.script(call -> call.write("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno"));
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            assertThat(client.begin("begin", http2("POST")).awaitEnd()).contains(HTTP2_STATUS_404);
        }
    }

    @Test
    void whatIsLeftOfAnUploadAfterItsResponseIsNotTakenForARequest() throws Exception {
        upstream.script(call -> call.respond("early"));
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/upload", BEARER, "Content-Length: 1000") + "\r\nbegin");
            RawResponse early = client.read();
            assertThat(early.body()).isEqualTo("early");
            assertThat(early.values("Connection")).containsExactly("close");
            client.request("GET", "/hidden", BEARER);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(gateway.get("/next").body()).isEqualTo("early");
        assertThat(upstream.hasRequest("/hidden")).isFalse();
    }

    @Test
    void aServiceHearsThatAClientOfHttp2HasGone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        upstream.script(call -> {
            begun.countDown();
            try {
                call.body();
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.begin("begin", http2("POST"));
            assertThat(begun.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            client.cancel();
            assertThat(gone.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServiceThatIsSilentHearsThatNobodyWaitsForItsResponse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        upstream.script(call -> {
            begun.countDown();
            if (call.in().read() < 0) {
                gone.countDown();
            }
        });
        try (LogLines lines = LogLines.of("org.eclipse.jetty");
                RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.request(null, http2("GET"));
            assertThat(begun.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            client.cancel();
            assertThat(gone.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.messages()).isEmpty();
        }
        upstream.next("/upload");
        upstream.script(call -> call.respond("next"));
        assertThat(gateway.get("/next").body()).isEqualTo("next");
        assertThat(upstream.hasRequest("/upload")).as("sent again").isFalse();
    }

    /** Of which nothing can be sent again, since it still comes for the first attempt. */
    @Test
    void aRequestWhoseBodyIsAwaitedIsSentOnce() throws Exception {
        CountDownLatch awaited = new CountDownLatch(1);
        upstream.script(call -> {
            assertThat(awaited.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            call.close();
        });
        try (RawClient client = gateway.connect()) {
            client.send(
                    RawClient.head("PUT", "/awaited", BEARER, "Expect: 100-continue", "Content-Length: 4") + "\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100");
            awaited.countDown();
            RawResponse response = client.read();
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.values("Connection")).containsExactly("close");
        }
        upstream.next("/awaited");
        upstream.script(call -> call.respond("next"));
        assertThat(gateway.get("/next").body()).isEqualTo("next");
        assertThat(upstream.hasRequest("/awaited")).as("sent again").isFalse();
    }

    private static String[] http2(String method) {
        return new String[] {
            ":method", method,
            ":scheme", "http",
            ":authority", "shop.example.com",
            ":path", "/upload",
            "authorization", "Bearer " + SECRET
        };
    }

    /** Not every service says 100, and some say it too late. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n"})
    void theGatewayAsksForTheBodyOfARequestThatMayPass(String interim) throws Exception {
        upstream.script(call -> {
            call.write(interim);
            call.respond("expects " + call.values("Expect") + ", got " + call.body());
        });
        try (RawClient client = gateway.connect()) {
            client.send(
                    RawClient.head("POST", "/upload", BEARER, "Expect: 100-continue", "Content-Length: 4") + "\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100");
            client.send("body");
            assertThat(client.read().body()).isEqualTo("expects [], got body");
        }
    }

    @Test
    void aBodyThatIsNoneIsRefusedAndIsNotTheServicesFault() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/upload", BEARER, "Transfer-Encoding: chunked") + "\r\nno chunk\r\n");
            RawResponse response = client.read();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("broken_body");
        }
    }

    @Test
    void aRefusalDoesNotAskForTheBody() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/refused", "Expect: 100-continue", "Content-Length: 4") + "\r\n");
            assertThat(client.read().status()).isEqualTo(401);
        }
        assertThat(upstream.hasRequest("/refused")).isFalse();
    }
}
