package dev.keystile.spring.actuator;

import static dev.keystile.spring.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.Application;
import dev.keystile.spring.Client;
import dev.keystile.spring.Setup;
import dev.keystile.spring.service.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/** The README's routes before Actuator on the port of the service. */
@Tag("gateway")
class ActuatorIT {

    @Test
    void aKeyOpensNothingOfActuator(@TempDir Path folder) throws Exception {
        Setup setup = Setup.in(folder);
        try (Application service = Application.run(
                Service.class,
                "--keystile.config=" + setup.config(),
                "--management.endpoints.web.exposure.include=env,health")) {
            assertThat(service.context().getBean(PathMappedEndpoints.class).getAllPaths())
                    .contains("/actuator/env", "/actuator/health");
            Client client = service.client();

            assertThat(client.get("/actuator/health").body()).contains("\"status\":\"UP\"");
            for (String path : new String[] {"/actuator", "/actuator/", "/actuator/env", "/actuator/env/user.home"}) {
                assertRefused(client.get(path), 403, "route_closed");
                assertRefused(client.getWith(setup.secret().key(), path), 403, "route_closed");
            }
            assertThat(client.getWith(setup.secret().key(), "/organizations").statusCode())
                    .isEqualTo(200);
        }
    }
}
