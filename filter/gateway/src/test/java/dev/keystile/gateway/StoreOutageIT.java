package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.Answer;
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
            Answer answer = gateway.ask("GET", "/orders", BEARER);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.value("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.value("Retry-After")).matches("[1-9][0-9]*");
            assertThat(answer.body()).contains("\"code\":\"store_unavailable\"");
            assertThat(upstream.wasAsked()).isFalse();
            assertThat(gateway.ask("GET", "/open").status()).isEqualTo(200);

            SwitchedStore.off = false;
            org.awaitility.Awaitility.await()
                    .until(() -> gateway.ask("GET", "/orders", BEARER).status() == 200);
            SwitchedStore.off = true;
            assertThat(gateway.ask("GET", "/orders", BEARER).status()).isEqualTo(200);
        }
    }
}
