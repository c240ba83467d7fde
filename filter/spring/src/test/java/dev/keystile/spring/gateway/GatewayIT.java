package dev.keystile.spring.gateway;

import static dev.keystile.spring.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.Application;
import dev.keystile.spring.Client;
import dev.keystile.spring.Setup;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's Spring Cloud Gateway, in front of a service that says what it received. */
@Tag("gateway")
class GatewayIT {

    private static Setup setup;
    private static Upstream upstream;
    private static Application gateway;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        setup = Setup.in(folder);
        upstream = Upstream.start();
        gateway = Application.run(
                Gateway.class,
                "--spring.main.sources=dev.keystile.spring.service.KeystileRegistration",
                "--keystile.config=" + setup.config(),
                "--upstream=" + upstream.address(),
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=env");
        client = gateway.client();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void theUpstreamLearnsTheEnvironmentAndNotTheKey() {
        HttpResponse<String> response = client.getWith(setup.secret().key(), "/organizations?limit=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("GET /organizations?limit=1\n")
                .containsIgnoringCase("\nx-keystile-account: default\n")
                .containsIgnoringCase("\nx-keystile-environment: demo\n")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void aKeyAsBasicUserIdStaysBehindToo() {
        String userId =
                Base64.getEncoder().encodeToString((setup.secret().key() + ":").getBytes(StandardCharsets.US_ASCII));

        HttpResponse<String> response = client.get("/organizations", "Authorization", "Basic " + userId);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .containsIgnoringCase("x-keystile-environment: demo")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void aForgedIdentityStaysBehind() {
        HttpResponse<String> response = client.get(
                "/project",
                "Authorization",
                "Bearer " + setup.publishable().key(),
                "X-Keystile-Account",
                "forged",
                "X-Keystile-Environment",
                "forged",
                "X-Keystile-Key-Id",
                "forged",
                "x_keystile_environment",
                "forged",
                "X-Other",
                "kept");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .containsIgnoringCase("x-other: kept")
                .containsIgnoringCase("x-keystile-environment: demo")
                .doesNotContain("forged");
    }

    @Test
    void aPublicRouteCarriesNoIdentity() {
        HttpResponse<String> response = client.get("/health", "X-Keystile-Environment", "forged");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContainIgnoringCase("x-keystile");
    }

    @Test
    void aRefusalNeverReachesTheUpstream() {
        int before = upstream.requests();

        assertRefused(client.get("/organizations"), 401, "missing_key");
        assertRefused(client.getWith(setup.secret().key() + "x", "/organizations"), 401, "unknown_key");
        assertRefused(client.getWith(setup.publishable().key(), "/organizations"), 403, "secret_key_required");
        assertRefused(client.post("/organizations", "name=Acme"), 401, "missing_key");
        assertRefused(client.getWith(setup.secret().key(), "/actuator/env"), 403, "route_closed");
        assertThat(client.getRaw("/%6frganizations")).startsWith("HTTP/1.1 401");

        assertThat(upstream.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//organizations",
                "/health//organizations",
                "/health/../organizations",
                "/health/%2e%2e/organizations",
                "/health/..;/organizations",
                "/organizations;a=b",
                "/organizations%2f"
            })
    void anAmbiguousPathNeverReachesTheUpstream(String path) {
        int before = upstream.requests();

        assertThat(client.getRaw(path, "Authorization: Bearer " + setup.secret().key()))
                .startsWith("HTTP/1.1 400");

        assertThat(upstream.requests()).isEqualTo(before);
    }

    /** As the README warns: the registration puts no filter in front of another server. */
    @Test
    void aManagementPortAsksForNoKey() {
        Client management = new Client(
                gateway.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class));

        assertThat(management.get("/actuator/env").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormTravelsWithoutTheKey() {
        HttpResponse<String> response = client.post(
                "/organizations",
                "name=Acme&name=Beta",
                "Authorization",
                "Bearer " + setup.secret().key());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("POST /organizations\n")
                .endsWith("\n\nname=Acme&name=Beta")
                .containsIgnoringCase("x-keystile-environment: demo")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void theUpstreamsOwnErrorsComeThrough() {
        assertThat(client.getWith(setup.secret().key(), "/teapot").statusCode()).isEqualTo(418);
    }
}
