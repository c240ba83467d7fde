package dev.keystile.spring.service;

import static dev.keystile.spring.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.Application;
import dev.keystile.spring.Setup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a request comes from, by each of Spring Boot's strategies for forwarded headers. */
class ForwardedHeadersIT {

    private Setup setup;

    @BeforeEach
    void writeFiles(@TempDir Path folder) throws Exception {
        setup = Setup.in(folder);
    }

    @Test
    void springTakesThemAfterTheDecision() {
        assertRefused(requestFromTheOffice("framework"), 403, "ip_not_allowed");
    }

    /** As the README warns: nothing that a filter can see tells it that the address was a header's. */
    @Test
    void tomcatTakesThemBeforeAnyFilter() {
        assertThat(requestFromTheOffice("native").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> requestFromTheOffice(String strategy) {
        try (Application service = Application.run(
                Service.class,
                "--keystile.config=" + setup.config(),
                "--server.forward-headers-strategy=" + strategy)) {
            return service.client()
                    .get(
                            "/organizations",
                            "Authorization",
                            "Bearer " + setup.officeOnly().key(),
                            "X-Forwarded-For",
                            "203.0.113.7");
        }
    }
}
