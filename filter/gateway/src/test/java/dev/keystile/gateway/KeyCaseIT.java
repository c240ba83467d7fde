package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that was used with a key does not take the same key in another letter case for it. */
class KeyCaseIT {

    /** The good key between two that differ from it in the case of its last letters. */
    private static final List<String> KEYS = List.of(nearMiss(), SECRET, nearMiss(), SECRET, SECRET, nearMiss());

    private static final List<Integer> STATUSES = List.of(401, 200, 401, 200, 200, 401);

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    private static String nearMiss() {
        return "sk_demo_" + SECRET.substring("sk_demo_".length()).toLowerCase(Locale.ROOT);
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s}]
                credentials: {header: X-API-Key}
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @Test
    void inHttp1() throws Exception {
        for (String field : List.of("Authorization: Bearer ", "X-API-Key: ")) {
            List<Integer> statuses = new ArrayList<>();
            try (RawClient client = gateway.connect()) {
                for (String key : KEYS) {
                    statuses.add(
                            client.request("GET", "/orders", field + key).read().status());
                }
            }
            assertThat(statuses).as(field).isEqualTo(STATUSES);
        }
    }

    @Test
    void inHttp2() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            for (String key : KEYS) {
                client.get("/orders", key);
                // 200 has an index of its own (RFC 7541, appendix A).
                statuses.add(client.awaitEnd()[0] == (byte) 0x88 ? 200 : 401);
            }
        }
        assertThat(statuses).isEqualTo(STATUSES);
    }
}
