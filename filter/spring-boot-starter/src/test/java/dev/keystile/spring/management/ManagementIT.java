package dev.keystile.spring.management;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.StartedThreads;
import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actuator of a service without Spring Security, as the settings say. */
class ManagementIT {

    private static final String SECURITY = "org.springframework.boot.security.autoconfigure.";

    private KeyFolder keys;
    private String key;

    @BeforeEach
    void makeKey(@TempDir Path folder) throws Exception {
        keys = KeyFolder.in(folder);
        key = keys.secret();
    }

    private RunningService start(String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "keystile.store.path=" + keys.file(),
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.loggers.access=unrestricted",
                "spring.autoconfigure.exclude=" + SECURITY + "web.servlet.ServletWebSecurityAutoConfiguration,"
                        + SECURITY + "web.servlet.SecurityFilterAutoConfiguration," + SECURITY
                        + "actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"));
        all.addAll(List.of(properties));
        return RunningService.start(MonitoredService.class, all.toArray(String[]::new));
    }

    private HttpResponse<String> manage(RunningService service, String path) {
        return service.get(service.managementPort(), path, "Authorization", "Bearer " + key);
    }

    @Test
    void aRouteOpensOnThePortOfActuatorWhatItNamesAlone() throws Exception {
        StartedThreads threads = StartedThreads.of("keystile");
        try (RunningService service = start(
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.server.base-path=/manage",
                "keystile.management.routes[0].path=/actuator/keystile",
                "keystile.management.routes[0].access=secret",
                "keystile.management.routes[1].path=/actuator/loggers/{name}",
                "keystile.management.routes[1].methods=GET",
                "keystile.management.routes[1].access=secret")) {
            assertThat(manage(service, "/manage/actuator/keystile").body()).contains("\"type\":\"file\"");
            assertRefused(service.get(service.managementPort(), "/manage/actuator/keystile"), 401, "missing_key");
            assertThat(manage(service, "/manage/actuator/loggers/ROOT").statusCode())
                    .isEqualTo(200);
            assertRefused(
                    service.post(
                            service.managementPort(),
                            "/manage/actuator/loggers/ROOT",
                            "{\"configuredLevel\":\"ERROR\"}",
                            "Authorization",
                            "Bearer " + key),
                    403,
                    "route_closed");
            assertRefused(manage(service, "/manage/actuator/env"), 403, "route_closed");
            assertRefused(manage(service, "/manage/actuator/health"), 403, "route_closed");
            assertThat(service.getWith(key, "/name").body()).isEqualTo("default");
        }
        threads.awaitEnd();
    }

    @Test
    void aPortThatIsLeftToTheApplicationIsNotGuarded() {
        try (RunningService service = start(
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "keystile.management.enabled=false")) {
            assertThat(service.get(service.managementPort(), "/actuator/keystile")
                            .statusCode())
                    .isEqualTo(200);
            assertRefused(service.get("/name"), 401, "missing_key");
        }
    }

    @Test
    void aRouteForOneMethodLeavesNoOtherToKeys() {
        try (RunningService service = start(
                "keystile.routes[0].path=/actuator/loggers/{name}",
                "keystile.routes[0].methods=GET",
                "keystile.routes[0].access=secret")) {
            assertThat(service.getWith(key, "/actuator/loggers/ROOT").statusCode())
                    .isEqualTo(200);
            assertRefused(
                    service.post("/actuator/loggers/ROOT", "{}", "Authorization", "Bearer " + key),
                    403,
                    "route_closed");
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }
}
