package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients without a key read no response, more of them than the server has threads, and somebody else comes. */
class StalledReaderIT {

    private static final int CONNECTIONS = 3;
    private static final int REQUESTS = 100;

    private final List<RawHttp2> stalled = new ArrayList<>();
    private ScriptedUpstream upstream;
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start(call -> {
            if (call.target().startsWith("/public")) {
                call.in().read();
            }
            call.respond("ok");
        });
        gateway = RunningGateway.start(folder, """
                upstreams:
                  - {path: /**, url: %s}
                  - {path: /public/**, url: %1$s, timeout: 1s}
                routes: [{path: /public/**, access: public}]
                """.formatted(upstream.url()));
    }

    @AfterEach
    void stop() throws Exception {
        for (RawHttp2 client : stalled) {
            client.close();
        }
        gateway.close();
        upstream.close();
    }

    /** Sends requests, and waits until the last of each connection has the head of its response. */
    private void stall(int connections, int requests, String path) throws Exception {
        for (int i = 0; i < connections; i++) {
            RawHttp2 client = RawHttp2.stalled(gateway.uri());
            stalled.add(client);
            for (int k = 0; k < requests; k++) {
                client.request(
                        null, ":method", "GET", ":scheme", "http", ":authority", "shop.example.com", ":path", path);
            }
            for (int k = 0; k < requests; k++) {
                assertThat(client.awaitEnd()).isNotEmpty();
            }
        }
    }

    /** The responses still wait for their readers: they were not given up in the meantime. */
    private void assertStillWaiting(int requests, String code) throws Exception {
        for (RawHttp2 client : stalled) {
            assertThat(client.takeBody(1)).contains("\"code\":\"" + code + "\"");
            assertThat(client.takeBody(requests)).contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void aRefusalHoldsNoThread() throws Exception {
        stall(CONNECTIONS, REQUESTS, "/orders");

        assertThat(gateway.get("/orders").body()).isEqualTo("ok");

        assertStillWaiting(REQUESTS, "missing_key");
    }

    @Test
    void aProblemHoldsUpNoTimeout() throws Exception {
        stall(1, 10, "/public/silent");

        assertThat(gateway.get("/public/silent").status()).isEqualTo(504);
        assertThat(gateway.request("GET", "/orders", BEARER).body()).isEqualTo("ok");

        assertStillWaiting(10, "upstream_timeout");
    }
}
