package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.PUBLISHABLE;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.identity.IdentityHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 15 and 22: who a service hears that a request comes from. */
class IdentityIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                credentials: {header: X-API-Key}
                upstreams: [{path: /**, url: %s}]
                assertion: {issuer: https://gateway.example.com, audience: orders}
                routes:
                  - {path: /open/**, access: public}
                  - {path: /maybe/**, access: optional}
                  - {path: /people/**, access: delegated}
                  - {path: /page/**, access: publishable}
                """.formatted(upstream.url()));
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
    void aServiceHearsWhoseKeyItWas() throws Exception {
        assertThat(gateway.get("/orders").status()).isEqualTo(200);

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.values("X-Keystile-Account")).containsExactly("cus_42");
        assertThat(call.values("X-Keystile-Environment")).containsExactly("demo");
        assertThat(call.values("X-Keystile-Project")).containsExactly("project_demo");
        assertThat(call.values("X-Keystile-Key-Id")).containsExactly("key_secret");
        assertThat(call.values("X-Keystile-Key-Type")).containsExactly("secret");
        assertThat(call.values("X-Keystile-Assertion")).hasSize(1);
        assertThat(call.head()).doesNotContain("of-operator");
    }

    @Test
    void aPublishableKeyIsCalledOne() throws Exception {
        gateway.request("GET", "/page/1", "Authorization: Bearer " + PUBLISHABLE);

        assertThat(upstream.next().values("X-Keystile-Key-Type")).containsExactly("publishable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Keystile-Account",
                "X-Keystile-Environment",
                "x-keystile-environment",
                "X_KEYSTILE_ENVIRONMENT",
                "X.Keystile.Environment",
                "x_keystile-environment",
                "X-Keystile.Key_Id",
                "X-Keystile-Key-Id",
                "X-Keystile-Key-Type",
                "X-Keystile-Project",
                "X-Keystile-Assertion",
                "X_Keystile_Assertion",
                "X-Keystile-",
                "X-Keystile-Anything"
            })
    void aForgedIdentityNeverArrives(String name) throws Exception {
        String forged = name + ": forged";
        gateway.get("/orders", forged, forged);
        gateway.request("GET", "/open/x", forged);
        gateway.request("GET", "/maybe/x", forged);

        for (int i = 0; i < 3; i++) {
            assertThat(upstream.next().head().toLowerCase(Locale.ROOT))
                    .startsWith("get /")
                    .doesNotContain("forged");
        }
    }

    @Test
    void withoutAKeyTheFieldsAreEmpty() throws Exception {
        gateway.request("GET", "/open/x", "X-Keystile-Key-Id: forged");
        gateway.request("GET", "/maybe/x");
        gateway.request("GET", "/people/x", "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.");
        gateway.request("GET", "/open/x", BEARER);

        for (int i = 0; i < 4; i++) {
            ScriptedUpstream.Call call = upstream.next();
            assertThat(IdentityHeaders.NAMES)
                    .allSatisfy(name -> assertThat(call.values(name)).containsExactly(""));
        }
    }

    @Test
    void aForgedIdentityInTrailersNeverArrives() throws Exception {
        upstream.script(call -> {
            call.body();
            call.respond("ok");
        });
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/open/x", "Transfer-Encoding: chunked", "Trailer: X-Keystile-Key-Id")
                    + "\r\n3\r\nabc\r\n0\r\nX-Keystile-Key-Id: forged\r\nx_keystile_assertion: forged\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.body()).isEqualTo("abc");
        assertThat(call.head()).doesNotContain("forged");
        assertThat(call.values("X-Keystile-Key-Id")).containsExactly("");
        // The next request on the same connection begins where the body of this one ended.
        gateway.get("/after");
        assertThat(upstream.next().head()).startsWith("GET /after HTTP/1.1\r\n").doesNotContain("forged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-keystile-assertion, x-keystile-key-id",
                "X-Keystile-Account",
                "X-Keystile-Environment",
                "close, X-Keystile-Key-Type",
                "x-request-id, x-forwarded-for, via"
            })
    void aConnectionFieldCannotDeleteWhatTheGatewaySays(String named) throws Exception {
        gateway.get("/orders", "Connection: " + named, "X-Keystile-Key-Id: forged");

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.values("X-Keystile-Account")).containsExactly("cus_42");
        assertThat(call.values("X-Keystile-Environment")).containsExactly("demo");
        assertThat(call.values("X-Keystile-Project")).containsExactly("project_demo");
        assertThat(call.values("X-Keystile-Key-Id")).containsExactly("key_secret");
        assertThat(call.values("X-Keystile-Key-Type")).containsExactly("secret");
        assertThat(call.values("X-Keystile-Assertion")).hasSize(1);
        assertThat(call.values("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(call.values("X-Request-ID")).hasSize(1);
    }

    @Test
    void whatAConnectionFieldNamesStaysOnThatConnection() throws Exception {
        gateway.get("/orders", "Connection: X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "TE: trailers", "X-End: 1");

        ScriptedUpstream.Call call = upstream.next();
        assertThat(Wire.names(call.head()))
                .doesNotContain("X-Hop", "Keep-Alive", "TE", "Connection")
                .contains("X-End");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/maybe/x", "/open/x", "/page/x"})
    void theCredentialStaysWithTheGateway(String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString((SECRET + ":").getBytes(StandardCharsets.US_ASCII));
        gateway.request("GET", path, BEARER);
        gateway.request("GET", path, "authorization:   bEaReR   " + SECRET);
        gateway.request("GET", path, "Authorization: Basic " + basic);
        gateway.request("GET", path, "x-api-key: " + SECRET);

        for (int i = 0; i < 4; i++) {
            assertThat(upstream.next().head())
                    .doesNotContain(SECRET, basic)
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("x-api-key");
        }
    }

    @Test
    void twoCredentialsOnAnOpenRouteStayToo() throws Exception {
        gateway.request(
                "GET", "/open/x", BEARER, "Authorization: Bearer other", "X-API-Key: " + SECRET, "X-API-Key: free");

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.head()).doesNotContain(SECRET);
        assertThat(call.values("Authorization")).containsExactly("Bearer other");
        assertThat(call.values("X-API-Key")).containsExactly("free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJub25lIn0.e30.", "Basic dXNlcjpwYXNzd29yZA==", "Digest username=\"u\""})
    void whatIsNoKeyPassesOnAnOpenRoute(String authorization) throws Exception {
        gateway.request("GET", "/open/x", "Authorization: " + authorization);

        assertThat(upstream.next().values("Authorization")).containsExactly(authorization);
    }

    @Test
    void otherFieldsPassAsTheyAre() throws Exception {
        gateway.get("/orders", "Cookie: a=1; b=2", "Accept: */*;q=0.1", "X-Two: one", "X-Two: two", "User-Agent: raw");

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.values("Cookie")).containsExactly("a=1; b=2");
        assertThat(call.values("Accept")).containsExactly("*/*;q=0.1");
        assertThat(call.values("X-Two")).containsExactly("one", "two");
        assertThat(call.values("User-Agent")).containsExactly("raw");
        assertThat(call.values("Host")).containsExactly("127.0.0.1:" + upstream.port());
        assertThat(call.values("X-Forwarded-Host")).containsExactly("shop.example.com");
        assertThat(call.values("Accept-Encoding")).isEmpty();
    }
}
