package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoUpstreamIT {

    @Test
    void aPathThatNoServiceHasIsNotFoundForThoseWithAKey(@TempDir Path folder) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                RunningGateway gateway = RunningGateway.start(folder, """
                        problem-base-uri: https://docs.example.com/errors/
                        upstreams: [{path: /orders/**, url: %s}]
                        routes: [{path: /closed, access: denied}, {path: /open, access: public}]
                        """.formatted(upstream.url()))) {
            assertThat(gateway.request("GET", "/x").status()).isEqualTo(401);
            assertThat(gateway.request("GET", "/closed", BEARER).status()).isEqualTo(403);
            assertThat(gateway.request("GET", "/open").status()).isEqualTo(404);

            RawClient.RawResponse response = gateway.get("/x", "X-Request-ID: r-1");
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.value("Cache-Control")).isEqualTo("no-store");
            assertThat(response.body())
                    .contains("\"type\":\"https://docs.example.com/errors/no_upstream\"")
                    .contains("\"status\":404")
                    .contains("\"request_id\":\"r-1\"");
            assertThat(gateway.request("HEAD", "/x", BEARER).body()).isEmpty();
            assertThat(upstream.hasRequests()).isFalse();
        }
    }
}
