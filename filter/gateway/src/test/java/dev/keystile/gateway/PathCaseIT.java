package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the letter case of a path does not count, it counts neither for the rule nor for the service, and is passed on. */
class PathCaseIT {

    private static final String YAML = """
            paths: {case: %s}
            external-auth: [{style: nginx}]
            trusted-proxies: [127.0.0.1]
            upstreams:
              - {path: /api/**, url: %s, strip-prefix: /api}
              - {path: /**, url: %s}
            routes:
              - {path: /api/**, access: public}
              - {path: /api/admin/**, access: secret}
            """;

    @ParameterizedTest
    @CsvSource({
        "insensitive, /api/Admin/x, 401",
        "insensitive, /API/ADMIN, 401",
        "insensitive, /Api/Orders, 200",
        "sensitive, /api/Admin/x, 200",
        "sensitive, /API/orders, 401",
    })
    void theRuleIsFound(String pathCase, String path, int status, @TempDir Path folder) throws Exception {
        try (ScriptedUpstream api = ScriptedUpstream.start();
                RunningGateway gateway = RunningGateway.start(folder, YAML.formatted(pathCase, api.url(), api.url()))) {
            assertThat(gateway.request("GET", path).status()).isEqualTo(status);
            assertThat(gateway.request("GET", "/authz", "X-Original-Method: GET", "X-Original-URI: " + path)
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void theServiceIsFoundAndGetsThePathAsItWasSent(@TempDir Path folder) throws Exception {
        try (ScriptedUpstream api = ScriptedUpstream.start();
                ScriptedUpstream other = ScriptedUpstream.start();
                RunningGateway gateway =
                        RunningGateway.start(folder, YAML.formatted("insensitive", api.url(), other.url()))) {
            gateway.get("/API/Admin/X%41");
            assertThat(api.next().requestLine()).isEqualTo("GET /Admin/X%41 HTTP/1.1");
            assertThat(other.hasRequests()).isFalse();
        }
    }
}
