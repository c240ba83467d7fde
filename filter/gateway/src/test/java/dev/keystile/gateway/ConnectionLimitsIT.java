package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some clients hold connections to a service for as long as they can, and another one comes. */
class ConnectionLimitsIT {

    private static final String PROXY = "127.0.0.9";

    private final List<RawClient> clients = new ArrayList<>();
    private final List<Trickle> trickles = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore arrived = new Semaphore(0);
    private ScriptedUpstream upstream;
    private RunningGateway gateway;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        upstream = ScriptedUpstream.start(call -> {
            arrived.release();
            if (call.target().startsWith("/hold")) {
                end.await();
            }
            call.body();
            call.respond("ok");
        });
        gateway = RunningGateway.start(folder, """
                upstreams:
                  - {path: /**, url: %s, timeout: 5s, max-connections: 4, max-connections-per-client: 2}
                  - {path: /hold/**, url: %1$s, timeout: 1m, max-connections: 4, max-connections-per-client: 2}
                  - {path: /hold/queue/**, url: %1$s, timeout: 1m, max-connections: 1, max-waiting: 1}
                routes: [{path: /public/**, access: public}]
                trusted-proxies: [%2$s]
                """.formatted(upstream.url(), PROXY));
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        trickles.forEach(Trickle::close);
        for (RawClient client : clients) {
            client.close();
        }
        gateway.close();
        upstream.close();
    }

    private RawClient from(String address) throws IOException {
        RawClient client = RawClient.connect(gateway.uri(), address);
        clients.add(client);
        return client;
    }

    /** Which is slow, but not so slow that it is ended. */
    private void upload(String address, String... fields) throws Exception {
        RawClient client = from(address);
        client.send(RawClient.head("POST", "/public/upload", "Content-Length: 1000000"));
        for (String field : fields) {
            client.send(field + "\r\n");
        }
        client.send("\r\n");
        trickles.add(Trickle.of(() -> client.send("a")));
        awaitArrival();
    }

    private void awaitArrival() throws InterruptedException {
        assertThat(arrived.tryAcquire(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static void assertProblem(RawResponse response, int status, String code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.value("Retry-After")).isEqualTo("1");
        assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void whoWaitsGetsATurn() throws Exception {
        for (String address : List.of("127.0.0.2", "127.0.0.2", "127.0.0.3", "127.0.0.3")) {
            hold(address, "/hold");
        }
        RawClient waiting = from("127.0.0.4").request("GET", "/hold/late", BEARER);
        end.countDown();
        assertThat(waiting.read().body()).isEqualTo("ok");
    }

    private RawClient hold(String address, String target) throws Exception {
        RawClient client = from(address).request("GET", target, BEARER);
        awaitArrival();
        return client;
    }

    @Test
    void slowUploadsKeepNobodyWaitingForLonger() throws Exception {
        for (String address : List.of("127.0.0.2", "127.0.0.2", "127.0.0.3", "127.0.0.3")) {
            upload(address);
        }
        assertProblem(from("127.0.0.4").request("GET", "/orders", BEARER).read(), 503, "upstream_busy");
    }

    @Test
    void oneAddressGetsNoMoreThanItsShare() throws Exception {
        upload("127.0.0.2");
        upload("127.0.0.2");
        assertProblem(from("127.0.0.2").request("GET", "/orders", BEARER).read(), 429, "too_many_connections");
        assertThat(from("127.0.0.3").request("GET", "/orders", BEARER).read().body())
                .isEqualTo("ok");
    }

    @Test
    void oneConnectionOfHttp2GetsNoMoreThanItsShareEither() throws Exception {
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            for (int i = 0; i < 100; i++) {
                client.begin(
                        "a",
                        ":method",
                        "POST",
                        ":scheme",
                        "http",
                        ":authority",
                        "shop.example.com",
                        ":path",
                        "/hold/upload",
                        "authorization",
                        "Bearer " + RunningGateway.SECRET);
            }
            awaitArrival();
            awaitArrival();
            RawClient other = hold("127.0.0.3", "/hold/other");
            assertThat(upstream.requestCount("/hold/upload")).isEqualTo(2);
            end.countDown();
            assertThat(other.read().body()).isEqualTo("ok");
        }
    }

    @Test
    void whatHasEndedCountsNoMore() throws Exception {
        for (int i = 0; i < 10; i++) {
            // The client has the whole response a moment before the request has ended.
            await().until(() ->
                    from("127.0.0.2").request("GET", "/orders", BEARER).read().status() == 200);
        }
    }

    @Test
    void theShareIsThatOfTheClientOfATrustedProxy() throws Exception {
        String forged = "X-Forwarded-For: %s, 10.1.1.1";
        upload(PROXY, forged.formatted("1.1.1.1"));
        upload(PROXY, forged.formatted("2.2.2.2"));
        RawClient client = from(PROXY);
        assertProblem(
                client.request("GET", "/orders", BEARER, forged.formatted("3.3.3.3"))
                        .read(),
                429,
                "too_many_connections");
        assertThat(client.request("GET", "/orders", BEARER, "X-Forwarded-For: 10.1.1.2")
                        .read()
                        .body())
                .isEqualTo("ok");
        assertThat(from("127.0.0.2")
                        .request("GET", "/orders", BEARER, "X-Forwarded-For: 10.1.1.1")
                        .read()
                        .body())
                .as("of somebody who is not trusted")
                .isEqualTo("ok");
    }

    @Test
    void aNetworkOfIpv6IsOneClient() throws Exception {
        upload(PROXY, "X-Forwarded-For: 2001:db8:1:2::1");
        upload(PROXY, "X-Forwarded-For: 2001:db8:1:2:ffff::2");
        RawClient client = from(PROXY);
        assertProblem(
                client.request("GET", "/orders", BEARER, "X-Forwarded-For: 2001:db8:1:2::3")
                        .read(),
                429,
                "too_many_connections");
        assertThat(client.request("GET", "/orders", BEARER, "X-Forwarded-For: 2001:db8:1:3::3")
                        .read()
                        .body())
                .isEqualTo("ok");
    }

    @Test
    void oneMoreThanMayWaitIsTurnedAwayAtOnce() throws Exception {
        RawClient first = hold("127.0.0.2", "/hold/queue/1");
        List<CompletableFuture<RawResponse>> others = List.of(later("127.0.0.3"), later("127.0.0.4"));
        RawResponse refused = (RawResponse) CompletableFuture.anyOf(others.toArray(CompletableFuture[]::new))
                .get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        assertProblem(refused, 503, "upstream_busy");

        end.countDown();
        assertThat(first.read().body()).isEqualTo("ok");
        for (CompletableFuture<RawResponse> other : others) {
            RawResponse response = other.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
            assertThat(response == refused || response.status() == 200).isTrue();
        }
    }

    @Test
    void whoLeavesWhileWaitingIsDoneWithAtOnce() throws Exception {
        hold("127.0.0.2", "/hold/queue/1");
        try (LogLines accessLog = LogLines.of("dev.keystile.access");
                RawHttp2 client = new RawHttp2(gateway.uri())) {
            client.get("/hold/queue/2", RunningGateway.SECRET).cancel();
            await().until(() -> accessLog.messages().size() == 1);
        }
        assertThat(upstream.hasRequest("/hold/queue/2")).isFalse();
    }

    private CompletableFuture<RawResponse> later(String address) throws IOException {
        RawClient client = from(address).request("GET", "/hold/queue/2", BEARER);
        // A thread for each: on two processors the common pool of a JDK 25 has one for all.
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}
