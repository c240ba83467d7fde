package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration is taken whole or not at all, and nobody is interrupted. */
class ReloadIT {

    @TempDir
    private Path folder;

    private ScriptedUpstream old;
    private ScriptedUpstream next;
    private LogLines log;

    @BeforeEach
    void start() throws Exception {
        old = ScriptedUpstream.start(call -> call.respond("old " + call.target()));
        next = ScriptedUpstream.start(call -> call.respond("new " + call.target()));
        log = LogLines.of("dev.keystile.gateway.ConfigWatch");
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
        old.close();
        next.close();
        SwitchedStore.off = false;
    }

    private static String to(ScriptedUpstream upstream, String base) {
        return "upstreams: [{path: /**, url: %s%s}]\n".formatted(upstream.url(), base);
    }

    @Test
    void underLoadEveryResponseIsThatOfOneConfiguration() throws Exception {
        String before = to(old, "/old");
        String after = to(next, "/new");
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, before)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger responses = new AtomicInteger();
            Callable<List<String>> load = () -> {
                List<String> wrong = new ArrayList<>();
                try (RawClient client = RawClient.connect(gateway.uri())) {
                    while (!over.get()) {
                        RawResponse response =
                                client.request("GET", "/x", BEARER).read();
                        boolean right = response.body().equals("old /old/x")
                                || response.body().equals("new /new/x");
                        if (response.status() != 200 || !right) {
                            wrong.add(response.toString());
                        }
                        responses.incrementAndGet();
                    }
                }
                return wrong;
            };
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<Future<List<String>>> seen = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                seen.add(clients.submit(load));
            }
            for (int i = 0; i < 10; i++) {
                int so = responses.get();
                gateway.change(i % 2 == 0 ? after : before);
                await().until(() -> responses.get() > so + 20);
            }
            gateway.change(after);
            assertThat(gateway.get("/x").body()).isEqualTo("new /new/x");
            over.set(true);
            for (Future<List<String>> each : seen) {
                assertThat(each.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isEmpty();
            }
            clients.shutdown();
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void aRequestInFlightIsFinishedByTheOldConfiguration() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        old.script(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbegun");
            assertThat(changed.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            call.write("ended");
        });
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""));
                RawClient client = RawClient.connect(gateway.uri())) {
            client.request("GET", "/x", BEARER);
            old.next();
            gateway.change(to(next, "") + "routes: [{path: /x, access: denied}]\n");
            assertThat(gateway.get("/x").status()).isEqualTo(403);
            changed.countDown();
            assertThat(client.read().body()).isEqualTo("begunended");
            assertThat(client.request("GET", "/x", BEARER).read().status()).isEqualTo(403);
            assertThat(client.request("GET", "/y", BEARER).read().body()).isEqualTo("new /y");
            await().until(() -> old.connections() == 0);
        }
    }

    @Test
    void aBrokenFileLeavesTheLastOneInForceAndSaysSoOnce() throws Exception {
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""))) {
            gateway.change("upstreams: [{path: /**, url: ftp://x}]\n");
            gateway.look();
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            assertThat(log.errors()).hasSize(1);
            assertThat(log.errors().get(0))
                    .contains("the last one stays in force: gateway.yaml:2: upstreams.url is 'ftp://x'; it must be");

            gateway.change(to(next, ""));
            assertThat(gateway.get("/x").body()).isEqualTo("new /x");
            assertThat(log.errors()).hasSize(1);
            assertThat(log.withLevels()).last().isEqualTo("INFO gateway.yaml has changed and is in force.");
        }
    }

    @Test
    void aFileThatIsRightButCannotBeOpenedIsNotTakenEither() throws Exception {
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""))) {
            gateway.change(to(next, "") + "store: {path: none.yaml}\n");
            gateway.change(to(next, "") + "assertion: {issuer: i, audience: a, keys: none/keys.json}\n");
            gateway.change(to(next, "") + "routes: [{path: '/{a}', access: public}, {path: '/{b}', access: secret}]\n");
            Files.delete(gateway.file());
            gateway.look();
            gateway.look();
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            assertThat(log.errors()).hasSize(4);
            gateway.change(to(next, ""));
            assertThat(gateway.get("/x").body()).isEqualTo("new /x");
        }
    }

    @Test
    void anotherAddressNeedsARestart() throws Exception {
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""))) {
            gateway.write("listen: 127.0.0.1:1\n" + to(next, ""));
            gateway.look();
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            assertThat(log.errors())
                    .containsExactly("The changed configuration is not taken, the last one stays in force: listen"
                            + " is '127.0.0.1:1' now, which needs a restart; the gateway listens on '127.0.0.1:0'");
        }
    }

    @Test
    void anotherAddressOfTheEndpointsNeedsARestartToo() throws Exception {
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""))) {
            gateway.change("external-auth-listen: 127.0.0.1:0\nexternal-auth: [{style: nginx}]\n" + to(next, ""));
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            assertThat(log.errors())
                    .containsExactly("The changed configuration is not taken, the last one stays in force:"
                            + " external-auth-listen is '127.0.0.1:0' now, which needs a restart; the gateway has no"
                            + " such listener");
        }
    }

    @Test
    void anErrorKeepsTheLastConfigurationInForceAndTheWatchAlive() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, to(old, ""))) {
            gateway.replaceFile("listen: 127.0.0.1:0\nstore: {type: switched, name: overflowing}\n" + to(next, ""));
            await().until(() -> !log.errors().isEmpty());
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            gateway.replaceFile("listen: 127.0.0.1:0\n" + to(next, ""));
            await().until(() -> gateway.get("/x").body().equals("new /x"));
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains("gateway.yaml is not taken, the last configuration stays in force.");
        }
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTaken() throws Exception {
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, to(old, ""))) {
            gateway.write("listen: 127.0.0.1:0\nupstreams:\n  - {path: /**, url: " + next.url() + "}\n");
            gateway.look();
            gateway.write("listen: 127.0.0.1:0\nupstreams:\n  - {path: /**, url: " + next.url() + "}\nrou");
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            gateway.write("listen: 127.0.0.1:0\n" + to(next, "/whole"));
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            gateway.look();
            assertThat(gateway.get("/x").body()).isEqualTo("new /whole/x");
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void cachedKeysSurviveAReloadWhileTheStoreIsDead() throws Exception {
        int opened = SwitchedStore.OPENED.get();
        int closed = SwitchedStore.CLOSED.get();
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, "store: {type: switched}\n" + to(old, ""))) {
            assertThat(gateway.get("/x").status()).isEqualTo(200);
            SwitchedStore.off = true;
            gateway.change("store: {type: switched}\n" + to(next, ""));
            assertThat(gateway.get("/x").body()).isEqualTo("new /x");
            assertThat(SwitchedStore.OPENED.get()).isEqualTo(opened + 1);

            gateway.change("store: {type: switched, name: other}\n" + to(next, ""));
            assertThat(gateway.get("/x").status()).isEqualTo(503);
            await().until(() -> SwitchedStore.CLOSED.get() == closed + 1);
            assertThat(SwitchedStore.OPENED.get()).isEqualTo(opened + 2);
        }
        assertThat(SwitchedStore.CLOSED.get()).isEqualTo(closed + 2);
    }

    @Test
    void aHundredReloadsLeaveNoThreadsAndNoConnectionsBehind() throws Exception {
        Set<Thread> others = threads();
        Set<Thread> replaced = new HashSet<>();
        int closed = SwitchedStore.CLOSED.get();
        try (ReloadedGateway gateway = ReloadedGateway.start(folder, "store: {type: switched}\n" + to(old, ""))) {
            assertThat(gateway.get("/x").status()).isEqualTo(200);
            for (int i = 0; i < 100; i++) {
                replaced.addAll(threads());
                replaced.removeAll(others);
                gateway.change("store: {type: switched, name: n%d}\n".formatted(i) + to(old, "/" + i));
                assertThat(gateway.get("/x").body()).isEqualTo("old /" + i + "/x");
            }
            await().until(() -> old.connections() <= 1);
            await().until(() -> SwitchedStore.CLOSED.get() == closed + 100);
            await().until(() -> replaced.stream().noneMatch(Thread::isAlive));
        }
    }

    /** What a configuration starts: threads of its store, and of the client that passes requests on. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(keystile-|upstream-|HttpClient@).*"))
                .collect(Collectors.toSet());
    }

    @Test
    void theGatewayLooksByItself() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, to(old, ""))) {
            assertThat(gateway.get("/x").body()).isEqualTo("old /x");
            gateway.replaceFile("listen: 127.0.0.1:0\n" + to(next, ""));
            await().until(() -> gateway.get("/x").body().equals("new /x"));
        }
    }
}
