package dev.keystile.demo.gateway.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyFilesTest {

    private static final Path FILES = Path.of("src/main/dist");

    @ParameterizedTest
    @ValueSource(strings = {"gateway.yaml", "nginx.conf", "Caddyfile", "haproxy.cfg", "haproxy.lua"})
    void theReadmeShowsWhatTheTestsRun(String file) throws Exception {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains('\n' + Files.readString(FILES.resolve(file)) + "```");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik.yaml", "envoy.yaml", "apisix.yaml"})
    void whatIsNotRunSaysSo(String file) throws Exception {
        assertThat(Files.readString(FILES.resolve(file))).startsWith("# NOT RUN HERE");
    }
}
