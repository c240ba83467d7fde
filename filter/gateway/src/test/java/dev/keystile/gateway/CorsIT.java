package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.PUBLISHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the gateway responds to browsers, the service behind it does not. */
class CorsIT {

    private static final String ORIGIN = "https://app.example.com";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start(call -> call.respond(
                "ok", "Access-Control-Allow-Origin: *", "access-control-allow-credentials: true", "Vary: Accept"));
        gateway = RunningGateway.start(folder, """
                cors: {allowed-origins: [%s]}
                upstreams: [{path: /**, url: %s}, {path: /down, url: http://127.0.0.1:1}]
                routes: [{path: /page, access: publishable}, {path: /down, access: publishable}]
                """.formatted(ORIGIN, upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
    }

    @Test
    void aPreflightGetsItsResponseFromTheGateway() throws Exception {
        RawResponse response =
                gateway.request("OPTIONS", "/page", "Origin: " + ORIGIN, "Access-Control-Request-Method: GET");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.values("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
        assertThat(gateway.request("OPTIONS", "/secret", "Origin: " + ORIGIN, "Access-Control-Request-Method: GET")
                        .status())
                .isEqualTo(403);
        assertThat(upstream.hasRequests()).isFalse();
    }

    @Test
    void whereBrowsersMaySendSecretKeysPreflightsOfSecretRoutesGetAResponse(@TempDir Path folder) throws Exception {
        try (RunningGateway allowing = RunningGateway.start(folder, """
                browser-secret-keys: allow
                cors: {allowed-origins: [%s]}
                upstreams: [{path: /**, url: %s}]
                routes: [{path: /secret, access: secret}, {path: /closed, access: denied}]
                """.formatted(ORIGIN, upstream.url()))) {
            String method = "Access-Control-Request-Method: PUT";
            RawResponse response = allowing.request("OPTIONS", "/secret", "Origin: " + ORIGIN, method);
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.values("Access-Control-Allow-Methods")).containsExactly("PUT");
            assertThat(allowing.request("OPTIONS", "/closed", "Origin: " + ORIGIN, method)
                            .status())
                    .isEqualTo(403);
            assertThat(upstream.hasRequests()).isFalse();
            assertThat(allowing.get("/secret", "Origin: " + ORIGIN).status()).isEqualTo(200);
        }
        RawResponse refused = gateway.get("/secret", "Origin: " + ORIGIN);
        assertThat(refused.body()).contains("secret_key_in_browser", "browser-secret-keys: allow");
    }

    @Test
    void whatTheServiceSaysOfOriginsDoesNotCount() throws Exception {
        RawResponse response =
                gateway.request("GET", "/page", "Origin: " + ORIGIN, "Authorization: Bearer " + PUBLISHABLE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.values("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
        assertThat(response.values("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(response.values("Vary")).contains("Origin", "Accept");

        RawResponse other = gateway.request(
                "GET", "/page", "Origin: https://evil.example.com", "Authorization: Bearer " + PUBLISHABLE);
        assertThat(other.values("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.values("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aProblemOfTheGatewayCanBeReadByBrowsersToo() throws Exception {
        RawResponse response =
                gateway.request("GET", "/down", "Origin: " + ORIGIN, "Authorization: Bearer " + PUBLISHABLE);
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.values("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
        assertThat(response.values("Vary")).contains("Origin");
    }
}
