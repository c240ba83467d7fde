package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.identity.IdentityHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyFilesTest {

    private static final Path FILES = Path.of("src/main/dist");

    /** What surrounds a list, so that it can have no more entries than the gateway's own. */
    @Test
    void everyFileAndTheReadmeRemoveTheFieldsThatTheGatewayRemoves() throws Exception {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("|---|---|---|\n" + FieldBlocks.readme() + "\n## Behind the gateway\n");
        assertThat(text("nginx-fields.conf")).endsWith("\n# nginx.conf.\n" + FieldBlocks.nginx());
        assertThat(text("nginx.conf")).containsPattern("(?s)location / \\{[^}]*include nginx-fields.conf;");
        assertThat(text("Caddyfile")).contains("(fields) {\n" + FieldBlocks.caddy() + "}\n");
        assertThat(text("haproxy.cfg"))
                .contains("cannot send\".\n" + FieldBlocks.haproxy() + "  http-request set-header x-forwarded-for");
        assertThat(text("traefik.yaml"))
                .contains("\"(?i)^(x[-_.]keystile[-_.]\\\n" + FieldBlocks.traefik() + "          )\"\n");
        assertThat(text("envoy.yaml"))
                .contains("local removed = {\n" + FieldBlocks.lua(" ".repeat(28)) + " ".repeat(26) + "}\n");
        assertThat(text("apisix.yaml"))
                .contains("local removed = {\n" + FieldBlocks.lua(" ".repeat(14)) + " ".repeat(12) + "}\n");
    }

    /** traefik.yaml names them by what they begin with. */
    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "Caddyfile", "haproxy.lua", "envoy.yaml", "apisix.yaml"})
    void everyFilePassesEachFieldOfTheIdentity(String file) throws Exception {
        assertThat(IdentityHeaders.NAMES)
                .hasSize(6)
                .allSatisfy(name -> assertThat(text(file)).containsIgnoringCase(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx.conf",
                "Caddyfile",
                "haproxy.cfg",
                "haproxy.lua",
                "traefik.yaml",
                "envoy.yaml",
                "apisix.yaml"
            })
    void everyProxyUsesTheListenerOfItsOwn(String file) throws Exception {
        assertThat(text("gateway.yaml")).contains("\nexternal-auth-listen: 127.0.0.1:8082\n");
        assertThat(text(file)).contains("8082").doesNotContain("8080");
    }

    private static String text(String file) throws IOException {
        return Files.readString(FILES.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik.yaml", "envoy.yaml", "apisix.yaml"})
    void whatIsNotRunSaysSo(String file) throws Exception {
        assertThat(Files.readString(FILES.resolve(file))).startsWith("# NOT RUN HERE");
    }
}
