package dev.keystile.spring.quickstart;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's first service: the starters of Spring, Spring Security and Actuator beside this one, and Boot's defaults. */
class QuickStartIT {

    private static RunningService service;
    private static String all;
    private static String reads;
    private static String officeOnly;
    private static String publishable;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        all = keys.secret();
        reads = keys.secret("orders:read");
        officeOnly = keys.secretFrom("203.0.113.0/24");
        publishable = keys.publishable();
        service = RunningService.start(
                OrdersService.class,
                "spring.config.location=classpath:/dev/keystile/spring/quickstart/application.yaml",
                "keystile.store.path=" + keys.file(),
                "management.endpoints.web.exposure.include=*",
                "server.forward-headers-strategy=framework");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aControllerHasTheAccountAndTheEnvironment() {
        HttpResponse<String> response = service.getWith(all, "/orders");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"account\":\"default\"").contains("\"environment\":\"demo\"");
    }

    @Test
    void springTakesForwardedHeadersAfterTheDecision() {
        HttpResponse<String> response =
                service.get("/orders", "Authorization", "Bearer " + officeOnly, "X-Forwarded-For", "203.0.113.7");

        assertRefused(response, 403, "ip_not_allowed");
    }

    @Test
    void aPublishableKeyOpensItsRoute() {
        HttpResponse<String> response = service.getWith(publishable, "/catalog");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("catalog of Demo Project");
    }

    @Test
    void whatIsNotAGoodKeyIsRefused() {
        assertRefused(service.get("/orders"), 401, "missing_key");
        assertRefused(service.getWith(all + "x", "/orders"), 401, "unknown_key");
        assertRefused(service.getWith(publishable, "/orders"), 403, "secret_key_required");
        assertRefused(service.get("/anything/else"), 401, "missing_key");
    }

    @Test
    void aPostPassesTheDefaultChainWithoutACsrfToken() {
        HttpResponse<String> response = service.post("/orders", "{}", "Authorization", "Bearer " + all);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("created for default");
    }

    @Test
    void noSessionIsMade() {
        assertThat(service.getWith(all, "/orders").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(service.post("/orders", "{}", "Authorization", "Bearer " + all)
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void aMethodRequiresItsScope() {
        HttpResponse<String> response = service.post("/orders", "{}", "Authorization", "Bearer " + reads);

        assertRefused(response, 403, "insufficient_scope");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .contains("error=\"insufficient_scope\"")
                        .contains("scope=\"orders:write\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/keystile",
                "/actuator/healthz",
                "/%61ctuator/env"
            })
    void noKeyOpensActuator(String path) {
        assertThat(service.getRaw(path, "Authorization: Bearer " + all))
                .startsWith("HTTP/1.1 403")
                .contains("route_closed");
        assertThat(service.getRaw(path)).startsWith("HTTP/1.1 403");
    }

    @Test
    void healthIsPublic() {
        assertThat(service.get("/actuator/health").body()).contains("\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//orders",
                "/actuator/health//orders",
                "/actuator/health/../orders",
                "/actuator/health/%2e%2e/orders",
                "/actuator/health/..;/env",
                "/actuator/health;/../env",
                "/orders;a=b",
                "/orders%2f"
            })
    void anAmbiguousPathIsRefusedWhateverTheKey(String path) {
        assertThat(service.getRaw(path, "Authorization: Bearer " + all)).startsWith("HTTP/1.1 400");
    }

    @Test
    void decisionsAreCounted() {
        service.getWith(all, "/orders");

        MeterRegistry meters = service.context().getBean(MeterRegistry.class);
        assertThat(meters.get("keystile.decisions").counters()).isNotEmpty();
        assertThat(meters.get("keystile.cache.size").gauge().value()).isPositive();
    }
}
