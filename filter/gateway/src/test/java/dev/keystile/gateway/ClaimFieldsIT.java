package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.upstream.ClaimFields;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No service hears from a client what only a proxy may say, and from a trusted proxy only what it may say. */
class ClaimFieldsIT {

    private static ScriptedUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        upstream = ScriptedUpstream.start();
    }

    @AfterAll
    static void stop() throws Exception {
        upstream.close();
    }

    private static RunningGateway gateway(Path folder, String settings) throws Exception {
        return RunningGateway.start(folder, settings + "upstreams: [{path: /**, url: " + upstream.url() + "}]\n");
    }

    private static String received(RunningGateway gateway, String... fields) throws Exception {
        assertThat(gateway.get("/orders", fields).status()).isEqualTo(200);
        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.requestLine()).isEqualTo("GET /orders HTTP/1.1");
        return call.head();
    }

    @Test
    void nothingPassesFromAClientInAnyVariant(@TempDir Path folder) throws Exception {
        try (RunningGateway gateway = gateway(folder, "trusted-proxies: [192.0.2.1]\n")) {
            for (String name : ClaimFields.NAMES) {
                String whole = name.replace("*", "Other");
                String[] variants = Stream.of(
                                whole,
                                whole.toUpperCase(Locale.ROOT),
                                whole.replace('-', '_'),
                                whole.replace('-', '.'),
                                whole.replaceFirst("-", "_"))
                        .map(variant -> variant + ": forged")
                        .toArray(String[]::new);
                assertThat(received(gateway, variants)).as(name).doesNotContain("forged");
            }
        }
    }

    @Test
    void fromATrustedProxyPassesWhatTellsOfAddressSchemeAndHost(@TempDir Path folder) throws Exception {
        try (RunningGateway gateway = gateway(folder, "trusted-proxies: [127.0.0.1]\n")) {
            for (String name : ClaimFields.NAMES) {
                String whole = name.replace("*", "Other");
                boolean passes = TrustedFields.DEFAULT.names().contains(whole);
                String head = received(gateway, whole + ": said");
                assertThat(head.contains("said")).as(name).isEqualTo(passes);
            }
            assertThat(received(gateway, "X_Forwarded_Proto: said", "X.Real-IP: said"))
                    .doesNotContain("said");
        }
    }

    @Test
    void whatItMaySayIsConfigured(@TempDir Path folder) throws Exception {
        String settings = "trusted-proxies: [127.0.0.1]\ntrusted-fields: [x-remote-user, CF-*, X-Vercel-Anything]\n";
        try (RunningGateway gateway = gateway(folder, settings)) {
            String head = received(
                    gateway,
                    "X-Remote-User: passes1",
                    "CF-Connecting-IP: passes2",
                    "X-Vercel-Anything: passes3",
                    "X-Vercel-Other: said",
                    "X-Forwarded-Host: said",
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Real-IP: said");
            assertThat(head).contains("passes1", "passes2", "passes3").doesNotContain("said", "203.0.113.9");
            assertThat(head).contains("X-Forwarded-For: 127.0.0.1");
        }
        try (RunningGateway gateway = gateway(folder, "trusted-proxies: [127.0.0.1]\ntrusted-fields: []\n")) {
            assertThat(received(gateway, "X-Real-IP: said", "X-Forwarded-Proto: said"))
                    .doesNotContain("said");
        }
    }

    @Test
    void otherFieldsPass(@TempDir Path folder) throws Exception {
        List<String> fields = List.of(
                "Destination: /orders/2",
                "Depth: 1",
                "Range: bytes=0-1",
                "X-Requested-With: x",
                "X-Auth-Token: t",
                "X-Client-Info: c",
                "X-MS-Version: 1",
                "If-Match: \"a\"",
                "x_custom_field: kept",
                "X-Method-Name: m");
        try (RunningGateway gateway = gateway(folder, "")) {
            assertThat(received(gateway, fields.toArray(String[]::new))).contains(fields);
        }
    }
}
