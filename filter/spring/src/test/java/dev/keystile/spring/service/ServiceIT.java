package dev.keystile.spring.service;

import static dev.keystile.spring.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.Application;
import dev.keystile.spring.Client;
import dev.keystile.spring.Setup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's Spring Boot service, on the Tomcat that Spring Boot brings. */
class ServiceIT {

    private static Setup setup;
    private static Application service;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        setup = Setup.in(folder);
        service = Application.run(Service.class, "--keystile.config=" + setup.config());
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aControllerLearnsTheAccountAndTheEnvironment() {
        HttpResponse<String> response = client.getWith(setup.secret().key(), "/organizations");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"account\":\"default\"").contains("\"environment\":\"demo\"");
    }

    @Test
    void aControllerReadsTheServletRequest() {
        HttpResponse<String> response = client.getWith(setup.publishable().key(), "/project");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("demo " + setup.publishable().record().id() + " true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/heapdump"})
    void noKeyOpensActuator(String path) {
        assertRefused(client.getWith(setup.secret().key(), path), 403, "route_closed");
    }

    @Test
    void aMissingKeyIsChallenged() {
        HttpResponse<String> response = client.get("/organizations");

        assertRefused(response, 401, "missing_key");
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"api\"", "Basic realm=\"api\", charset=\"UTF-8\"");
    }

    @Test
    void aPublishableKeyDoesNotOpenASecretRoute() {
        assertRefused(client.getWith(setup.publishable().key(), "/organizations"), 403, "secret_key_required");
    }

    @Test
    void aPublicRouteNeedsNoKey() {
        HttpResponse<String> response = client.get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("up for nobody");
    }

    @Test
    void neitherTheKeyNorForgedIdentitiesReachAController() {
        HttpResponse<String> response = client.get(
                "/headers",
                "Authorization",
                "Bearer " + setup.secret().key(),
                "X-Keystile-Environment",
                "forged",
                "x_keystile_key_id",
                "forged",
                "X-Other",
                "kept");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .containsIgnoringCase("x-other: kept")
                .doesNotContain("forged")
                .doesNotContainIgnoringCase("authorization")
                .doesNotContain(setup.secret().key());
    }

    @Test
    void anEscapedPathIsDecidedAsSpringReadsIt() {
        String path = "/%6frganizations";

        assertThat(client.getRaw(path)).startsWith("HTTP/1.1 401").contains("missing_key");
        assertThat(client.getRaw(path, bearer(setup.publishable().key())))
                .startsWith("HTTP/1.1 403")
                .contains("secret_key_required");
        assertThat(client.getRaw(path, bearer(setup.secret().key())))
                .startsWith("HTTP/1.1 200")
                .contains("\"environment\":\"demo\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//organizations",
                "/health//organizations",
                "/health/../organizations",
                "/health/%2e%2e/organizations",
                "/health/..;/organizations",
                "/health;/../organizations",
                "/organizations;a=b",
                "/organizations%2f"
            })
    void anAmbiguousPathIsRefusedWhateverTheKey(String path) {
        assertThat(client.getRaw(path, bearer(setup.secret().key()))).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//organizations", "/health//organizations", "/health/..;/organizations"})
    void anAmbiguousPathIsRefusedInTheSameForm(String path) {
        assertThat(client.getRaw(path))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("\"code\":\"ambiguous_path\"");
    }

    @Test
    void aForwardToASecretRouteIsDecidedAgain() {
        assertRefused(client.get("/health/forward"), 401, "missing_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/deferred-failure"})
    void anExceptionIsAnErrorPage(String path) {
        assertErrorPage(client.getWith(setup.secret().key(), path), 500);
    }

    @Test
    void anErrorPageNeedsNoKeyWhereTheRequestNeededNone() {
        assertErrorPage(client.get("/health/broken"), 500);
        assertErrorPage(client.get("/health/nothing"), 404);
    }

    @Test
    void anErrorPageThatIsRequestedDirectlyIsARouteLikeAnother() {
        assertRefused(client.get("/error"), 401, "missing_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callable", "/deferred"})
    void aResponseMayComeLater(String path) {
        HttpResponse<String> response = client.getWith(setup.secret().key(), path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("later for demo");
        assertRefused(client.get(path), 401, "missing_key");
    }

    @Test
    void eventsAreStreamed() {
        HttpResponse<String> response = client.getWith(setup.secret().key(), "/events");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("data:first for demo\n\ndata:second for demo\n\n");
        assertRefused(client.get("/events"), 401, "missing_key");
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    private static void assertErrorPage(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.body()).contains("\"status\":" + status).doesNotContain("_key");
    }
}
