package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients leave at the moment in which their requests are handed to a service that is silent. */
class GoneClientsIT {

    private static final int CONNECTIONS = 100;
    private static final int CLIENTS = 20;
    private static final int REQUESTS_EACH = 100;

    /** A connection that is held for somebody who has gone is missing for those who come after. */
    @Test
    void eachOfThemIsNoticed(@TempDir Path folder) throws Exception {
        List<RawClient> later = new ArrayList<>();
        try (ScriptedUpstream silent = ScriptedUpstream.start(
                        call -> assertThat(call.in().read()).isNegative());
                RunningGateway gateway = RunningGateway.start(folder, """
                        upstreams:
                          - {path: /**, url: %s, timeout: 10m, max-connections: %d, max-connections-per-client: %2$d,
                             max-waiting: 10000}
                        """.formatted(silent.url(), CONNECTIONS))) {
            leaveWhileRequestsAreHandedOver(gateway);
            for (int i = 0; i < CONNECTIONS; i++) {
                later.add(gateway.connect().request("GET", "/later", BEARER));
            }
            await().until(() -> silent.requestCount("/later") == CONNECTIONS);
            silent.close();
        } finally {
            for (RawClient client : later) {
                client.close();
            }
        }
    }

    /** Jetty tells nobody of a failure that came before somebody listened. */
    @Test
    void oneThatLeavesWhileItsKeyIsLookedUpIsNoticed(@TempDir Path folder) throws Exception {
        CyclicBarrier gate = new CyclicBarrier(2);
        SwitchedStore.gate = gate;
        try (ScriptedUpstream silent = ScriptedUpstream.start(
                        call -> assertThat(call.in().read()).isNegative());
                RunningGateway gateway = RunningGateway.start(folder, """
                        store: {type: switched}
                        cache: {load-timeout: 30s}
                        upstreams:
                          - {path: /**, url: %s, timeout: 10m, max-connections: 1, max-connections-per-client: 1}
                        """.formatted(silent.url()));
                RawHttp2 gone = new RawHttp2(gateway.uri());
                RawClient later = gateway.connect()) {
            gone.get("/orders", SECRET);
            gate.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
            gone.cancel();
            gone.ping();
            gone.awaitPing();
            SwitchedStore.gate = null;
            gate.await(TestTimeout.SECONDS, TimeUnit.SECONDS);

            later.request("GET", "/later", BEARER);
            await().until(() -> silent.hasRequest("/later"));
            silent.close();
        } finally {
            SwitchedStore.gate = null;
        }
    }

    private static void leaveWhileRequestsAreHandedOver(RunningGateway gateway) throws Exception {
        List<RawHttp2> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RawHttp2 client = new RawHttp2(gateway.uri());
            clients.add(client);
            for (int request = 0; request < REQUESTS_EACH; request++) {
                client.get("/orders", SECRET);
            }
        }
        for (RawHttp2 client : clients) {
            client.close();
        }
    }
}
