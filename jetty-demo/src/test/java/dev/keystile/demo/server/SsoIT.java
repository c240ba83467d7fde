package dev.keystile.demo.server;

import static dev.keystile.demo.server.SsoClient.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keystile.admin.Actor;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyType;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SsoIT {

    private static Path folder;
    private static RunningDemo demo;
    private static SsoClient client;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        demo = RunningDemo.start(folder);
        client = new SsoClient(demo, demo.demoKeys());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void aCodeBecomesATokenAndTheTokenAProfile() throws Exception {
        URI location = client.location(client.authorizeQuery("state", "s"));
        assertThat(location.toString()).matches("http://localhost:3000/callback\\?code=[0-9A-Za-z_-]{32}&state=s");
        HttpResponse<String> response =
                client.token(client.tokenForm(parameters(location).get("code")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode token = RunningDemo.JSON.readTree(response.body());
        assertThat(token.propertyNames()).containsExactly("token_type", "access_token", "expires_in", "profile");
        assertThat(token.get("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").intValue()).isEqualTo(600);
        JsonNode profile = token.get("profile");
        assertThat(profile.propertyNames())
                .containsExactly(
                        "object",
                        "id",
                        "organization_id",
                        "connection_id",
                        "connection_type",
                        "idp_id",
                        "email",
                        "first_name",
                        "last_name",
                        "name",
                        "raw_attributes");
        assertThat(profile.get("id").stringValue()).matches("prof_[0-9A-Za-z]{26}");
        assertThat(profile.get("connection_type").stringValue()).isEqualTo("GoogleOAuth");
        assertThat(profile.get("email").stringValue()).isEqualTo("demo.user.one@example.com");

        SignedJWT jwt = SignedJWT.parse(token.get("access_token").stringValue());
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(jwt.getJWTClaimsSet().getAudience())
                .containsExactly(demo.demoKeys().project().id());
        HttpResponse<String> read = client.profile(jwt.serialize());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(RunningDemo.JSON.readTree(read.body())).isEqualTo(profile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b%20c%2Bd",
                "%F0%9F%94%91",
                "%ff%00",
                "a=b;c/d?e:f@g",
                "%7B%22x%22%3A1%7D",
                "",
                "%3Cscript%3E%0D%0ASet-Cookie:a"
            })
    void theStateComesBackToTheByte(String raw) throws Exception {
        for (String provider : List.of("GoogleOAuth", "unknown")) {
            URI location = client.location(client.authorizeQuery("provider", provider) + "&state=" + raw);
            assertThat(location.toString()).endsWith("&state=" + raw);
        }
    }

    @Test
    void aLongStateComesBack() throws Exception {
        String state = "x".repeat(7_000);
        assertThat(parameters(client.location(client.authorizeQuery("state", state))))
                .containsEntry("state", state);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "client_id, null",
                "client_id, project_unknown",
                "redirect_uri, null",
                "redirect_uri, http://localhost:3000/callback/",
                "redirect_uri, http://localhost:3000/callback?a=b",
                "redirect_uri, HTTP://localhost:3000/callback",
                "redirect_uri, https://attacker.example/",
                "project_id, project_other"
            })
    void withoutAKnownProjectAndAnAllowedUriNobodyIsRedirected(String name, String value) throws Exception {
        HttpResponse<String> response = client.authorize(client.authorizeQuery(name, value));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&client_id=b",
                "&redirect_uri=https://attacker.example/",
                "&redirect_uri=%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void aRequestThatMayBeReadInTwoWaysIsNotRedirected(String more) throws Exception {
        HttpResponse<String> response = client.authorize(client.authorizeQuery() + more);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("<!DOCTYPE html>").doesNotContain("<script>");
    }

    @Test
    void aQueryThatCannotBeDecodedIsNotRedirected() throws Exception {
        assertThat(demo.raw("GET /sso/authorize?" + client.authorizeQuery() + "&state=%zz HTTP/1.1\r\n"
                        + "Host: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("<!DOCTYPE html>");
    }

    @Test
    void whatTheRequestSaysIsEscapedOnThePage() throws Exception {
        assertThat(client.authorize(client.authorizeQuery("redirect_uri", "<script>alert(1)</script>"))
                        .body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "response_type         | null      | invalid_request",
                "response_type         | token     | unsupported_response_type",
                "provider              | null      | invalid_request",
                "provider              | Unknown   | invalid_request",
                "domain                | a.example | invalid_request",
                "code_challenge        | short     | invalid_request",
                "code_challenge_method | S256      | invalid_request"
            })
    void otherErrorsGoToTheRedirectUri(String name, String value, String error) throws Exception {
        URI location = client.location(client.authorizeQuery(name, value, "state", "x y"));
        assertThat(location.toString()).startsWith(SsoClient.REDIRECT_URI + "?error=");
        assertThat(parameters(location))
                .containsEntry("error", error)
                .containsEntry("state", "x y")
                .containsOnlyKeys("error", "error_description", "state");
    }

    @ParameterizedTest
    @CsvSource({"plain", "s256", "''"})
    void theOnlyChallengeMethodIsS256(String method) throws Exception {
        String challenge = "a".repeat(43);
        assertThat(parameters(client.location(
                        client.authorizeQuery("code_challenge", challenge, "code_challenge_method", method))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void aParameterThatComesTwiceIsAnError() throws Exception {
        assertThat(parameters(client.location(client.authorizeQuery() + "&provider=GitHubOAuth")))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void theProjectMayBeNamedAsProjectId() throws Exception {
        String id = demo.demoKeys().project().id();
        assertThat(client.code("client_id", null, "project_id", id)).isNotNull();
    }

    @Test
    void aConnectionAnOrganizationOrADomainSelectsToo() throws Exception {
        String secret = demo.demoKeys().secretKey();
        String organization = demo.json(
                        "POST", "/organizations", secret, "{\"name\":\"a\",\"domains\":[\"sso.example.org\"]}")
                .get("id")
                .stringValue();
        JsonNode connection = demo.json("GET", "/connections?connection_type=MicrosoftOAuth", secret, null)
                .get("data")
                .get(0);
        assertThat(profile("connection", connection.get("id").stringValue()).get("connection_id"))
                .isEqualTo(connection.get("id"));
        for (String[] selector :
                List.of(new String[] {"organization", organization}, new String[] {"domain", "SSO.example.org"})) {
            JsonNode profile = profile(selector[0], selector[1]);
            assertThat(profile.get("organization_id").stringValue()).isEqualTo(organization);
            assertThat(profile.get("connection_type").stringValue()).isEqualTo("GenericSAML");
        }
        assertThat(profile("domain", "example.com").get("organization_id").isNull())
                .isTrue();
        assertThat(parameters(new SsoClient(demo, demo.defaultKeys())
                        .location(new SsoClient(demo, demo.defaultKeys())
                                .authorizeQuery("provider", null, "organization", organization))))
                .containsEntry("error", "invalid_request");
    }

    private static JsonNode profile(String selector, String value) throws Exception {
        String code = client.code("provider", null, selector, value);
        return RunningDemo.JSON
                .readTree(client.token(client.tokenForm(code)).body())
                .get("profile");
    }

    @Test
    void promptLoginLetsTheUserBeChosen() throws Exception {
        HttpResponse<String> page = client.authorize(client.authorizeQuery("prompt", "login", "state", "a&\"b"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Demo User Two", "/sso/pages.css").doesNotContain("style=", "<script");
        List<String> links = page.body()
                .lines()
                .filter(line -> line.contains("href=\"/sso/authorize?"))
                .map(line -> line.replaceAll(".*href=\"/sso/authorize\\?([^\"]*)\".*", "$1")
                        .replace("&amp;", "&"))
                .toList();
        assertThat(links).hasSize(3);
        URI location = client.location(links.get(1));
        assertThat(parameters(location)).containsEntry("state", "a&\"b");
        HttpResponse<String> token =
                client.token(client.tokenForm(parameters(location).get("code")));
        assertThat(RunningDemo.JSON.readTree(token.body()).at("/profile/email").stringValue())
                .isEqualTo("demo.user.two@example.com");
        assertThat(page.body()).contains("error=access_denied");
        assertThat(demo.send("GET", "/sso/pages.css", "x", null).headers().firstValue("Content-Type"))
                .hasValue("text/css;charset=UTF-8");
    }

    @Test
    void aCodeServesOnceAlsoWhenManyComeAtOnce() throws Exception {
        String form = client.tokenForm(client.code());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> client.token(form).statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            assertThat(statuses).containsOnlyOnce(200).hasSize(8);
        } finally {
            threads.shutdownNow();
        }
        assertError(client.token(form), "invalid_grant");
    }

    @Test
    void theTokenRequestComesInThreeEncodings() throws Exception {
        String json = RunningDemo.JSON.writeValueAsString(client.tokenParameters(client.code()));
        assertThat(client.post("/sso/token", "application/json; charset=utf-8", json)
                        .statusCode())
                .isEqualTo(200);
        String query = "/sso/token?" + client.tokenForm(client.code());
        assertThat(client.post(query, "application/x-www-form-urlencoded", "").statusCode())
                .isEqualTo(200);
        assertThat(client.post("/sso/token?" + client.tokenForm(client.code()), "application/json", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "client_id     | null                          | invalid_client",
                "client_id     | project_unknown               | invalid_client",
                "client_secret | null                          | invalid_client",
                "client_secret | secret                        | invalid_client",
                "client_secret | sk_example_x                  | invalid_client",
                "client_secret | sk_demo_unknown               | invalid_client",
                "grant_type    | null                          | invalid_request",
                "grant_type    | password                      | unsupported_grant_type",
                "code          | null                          | invalid_request",
                "code          | unknown                       | invalid_grant",
                "redirect_uri  | http://localhost:3000/other   | invalid_grant",
                "code_verifier | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | invalid_grant"
            })
    void aTokenRequestThatIsNotGoodIsRefused(String name, String value, String error) throws Exception {
        assertError(client.token(client.tokenForm(client.code(), name, value)), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"code\":1}", "{\"code\":\"a\",\"code\":\"b\"}"})
    void aTokenRequestThatIsNotJsonIsAnOauthError(String body) throws Exception {
        assertError(client.post("/sso/token", "application/json", body), "invalid_request");
        assertError(client.token("code=%zz"), "invalid_request");
        assertError(client.token("code=a&code=b"), "invalid_request");
    }

    @Test
    void aCodeIsBoundToItsProjectAndNotLostByAnother() throws Exception {
        SsoClient other = new SsoClient(demo, demo.defaultKeys());
        String code = client.code();
        assertError(other.token(other.tokenForm(code)), "invalid_grant");
        assertError(
                client.token(client.tokenForm(
                        code, "client_secret", demo.defaultKeys().secretKey())),
                "invalid_client");
        assertError(
                client.token(
                        client.tokenForm(code, "client_secret", demo.demoKeys().publishableKey())),
                "invalid_client");
        assertError(client.token(client.tokenForm(code), "Origin", "https://app.example.com"), "invalid_client");
        assertThat(client.token(client.tokenForm(code, "redirect_uri", SsoClient.REDIRECT_URI))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, 400", "127.0.0.0/8, 200"})
    void aSecretKeyServesWhereItIsAllowedAndUntilItIsRevoked(String network, int status) throws Exception {
        Actor test = new Actor("test", "test");
        KeyAdmin admin = demo.database().keys().admin();
        IssuedKey key =
                admin.issue(test, KeyRequest.of(KeyType.SECRET, "demo", "bound").networks(List.of(network)));
        assertThat(client.token(client.tokenForm(client.code(), "client_secret", key.key()))
                        .statusCode())
                .isEqualTo(status);
        IssuedKey revoked = admin.issue(test, KeyRequest.of(KeyType.SECRET, "demo", "revoked"));
        admin.revoke(test, revoked.record().id());
        assertError(client.token(client.tokenForm(client.code(), "client_secret", revoked.key())), "invalid_client");
    }

    @Test
    void theVerifierOfRfc7636StandsInForTheSecret() throws Exception {
        String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        String[] pkce = {"code_challenge", challenge, "code_challenge_method", "S256"};
        assertThat(client.token(client.tokenForm(client.code(pkce), "client_secret", null, "code_verifier", verifier))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.token(client.tokenForm(client.code(pkce), "code_verifier", verifier))
                        .statusCode())
                .isEqualTo(200);
        assertError(client.token(client.tokenForm(client.code(pkce))), "invalid_grant");
        assertError(
                client.token(client.tokenForm(client.code(pkce), "client_secret", null, "code_verifier", challenge)),
                "invalid_grant");
    }

    private static void assertError(HttpResponse<String> response, String error) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode body = RunningDemo.JSON.readTree(response.body());
        assertThat(body.propertyNames()).containsExactly("error", "error_description");
        assertThat(body.get("error").stringValue()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.", "secret", "%"})
    void aBadTokenIs401(String token) throws Exception {
        String text = token.equals("secret") ? demo.demoKeys().secretKey() : token;
        HttpResponse<String> response = client.profile(text);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(RunningDemo.JSON.readTree(response.body()).propertyNames()).containsExactly("message", "code");
    }

    @Test
    void theSigningKeyIsForItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("sso-signing-key.json"))))
                .isEqualTo("rw-------");
    }
}
