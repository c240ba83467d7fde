package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageIT {

    @AfterEach
    void switchOn() {
        SwitchedStore.off = false;
    }

    @Test
    void aKeyThatCannotBeLookedUpIsNeitherGoodNorBad(@TempDir Path folder) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                RunningGateway gateway = RunningGateway.start(folder, """
                        store: {type: switched}
                        upstreams: [{path: /**, url: %s}]
                        routes: [{path: /open, access: public}]
                        """.formatted(upstream.url()))) {
            SwitchedStore.off = true;
            RawResponse response = gateway.request("GET", "/orders", BEARER);
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.value("Retry-After")).matches("[1-9][0-9]*");
            assertThat(response.body()).contains("\"code\":\"store_unavailable\"");
            assertThat(upstream.hasRequests()).isFalse();
            assertThat(gateway.request("GET", "/open").status()).isEqualTo(200);

            SwitchedStore.off = false;
            org.awaitility.Awaitility.await()
                    .until(() -> gateway.request("GET", "/orders", BEARER).status() == 200);
            SwitchedStore.off = true;
            assertThat(gateway.request("GET", "/orders", BEARER).status()).isEqualTo(200);
        }
    }
}
