package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SECURITY 24: a proxy in front of the gateway is believed where it is trusted, and even then not in everything. */
class ForwardedIT {

    @Test
    void aTrustedProxyIsBelieved(@TempDir Path folder) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                RunningGateway gateway = RunningGateway.start(folder, """
                        trusted-proxies: [127.0.0.1/32]
                        upstreams: [{path: /**, url: %s}]
                        """.formatted(upstream.url()))) {
            gateway.get(
                    "/orders",
                    "X-Forwarded-For: 203.0.113.9, 198.51.100.1",
                    "X-Forwarded-For: 192.0.2.1",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: public.example.com",
                    "X-Real-IP: 203.0.113.9",
                    "X-Original-URL: /admin",
                    "X_Keystile_Key_Id: forged");
            ScriptedUpstream.Call call = upstream.next();
            assertThat(call.values("X-Forwarded-For"))
                    .containsExactly("203.0.113.9, 198.51.100.1, 192.0.2.1, 127.0.0.1");
            assertThat(call.values("X-Forwarded-Proto")).containsExactly("https");
            assertThat(call.values("X-Forwarded-Host")).containsExactly("public.example.com");
            assertThat(call.values("X-Real-IP")).containsExactly("203.0.113.9");
            assertThat(call.head()).doesNotContain("/admin", "forged");
        }
    }
}
