package dev.keystile.spring.gateway;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Spring Cloud Gateway, in front of a service that says what it received. */
@Tag("gateway")
class ApiGatewayIT {

    private static EchoService service;
    private static RunningService gateway;
    private static String key;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        key = keys.secret();
        service = EchoService.start();
        gateway = RunningService.start(
                ApiGateway.class,
                "orders.url=" + service.url(),
                "assertion.keys=" + folder.resolve("assertion-keys.json"),
                "keystile.store.path=" + keys.file(),
                "keystile.routes[0].path=/open/**",
                "keystile.routes[0].access=public",
                "spring.autoconfigure.exclude="
                        + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.actuate.web.servlet"
                        + ".ManagementWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @Test
    void theServiceLearnsWhoseRequestItIs() {
        String received = gateway.getWith(key, "/orders").body().toLowerCase(Locale.ROOT);

        assertThat(received)
                .contains("x-keystile-account: default\n")
                .contains("x-keystile-environment: demo\n")
                .contains("x-keystile-project: project_2\n")
                .contains("x-keystile-key-id: key_")
                .contains("x-keystile-key-type: secret\n")
                .containsPattern("x-keystile-assertion: eyj[a-z0-9._-]+\n")
                .doesNotContain("authorization");
    }

    @Test
    void aForgedIdentityStaysBehind() {
        String received = gateway.get(
                        "/open/orders",
                        "X-Keystile-Account",
                        "forged",
                        "x_keystile_key_id",
                        "forged",
                        "X-Keystile-Assertion",
                        "forged",
                        "X-Keystile-New",
                        "forged",
                        "X-Other",
                        "kept")
                .body()
                .toLowerCase(Locale.ROOT);

        assertThat(received)
                .contains("x-other: kept")
                .contains("x-keystile-account: \n")
                .contains("x-keystile-assertion: \n")
                .doesNotContain("forged");
    }

    @Test
    void aRequestWithoutAKeyIsRefused() {
        assertRefused(gateway.get("/orders"), 401, "missing_key");
    }
}
