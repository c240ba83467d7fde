package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.external.RawClient.Response;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalAuthServletTest {

    private Endpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        endpoint = new Endpoint(folder, 0, "127.0.0.1/32");
    }

    @AfterAll
    void stop() throws Exception {
        endpoint.close();
    }

    /** Sends a proxy's request for a decision, in its style. */
    private Response request(Style style, String method, String uri, String... fields) throws Exception {
        if (style == Style.ENVOY) {
            return RawClient.once(endpoint.port(), method, "/authz/envoy" + uri, fields);
        }
        String[] request = Stream.concat(
                        Stream.of(style.methodHeader() + ": " + method, style.uriHeader() + ": " + uri),
                        Stream.of(fields))
                .toArray(String[]::new);
        return RawClient.once(endpoint.port(), "GET", "/authz/" + style, request);
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    @ParameterizedTest
    @EnumSource
    void aGoodKeyPassesWithAllFiveFields(Style style) throws Exception {
        Response response = request(style, "DELETE", "/organizations/1?x=/health", bearer(endpoint.secret));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("X-Keystile-Account")).isEqualTo("cus_42");
        assertThat(response.field("X-Keystile-Environment")).isEqualTo("demo");
        assertThat(response.field("X-Keystile-Project")).isEqualTo("project_demo");
        assertThat(response.field("X-Keystile-Key-Id")).startsWith("key_");
        assertThat(response.field("X-Keystile-Key-Type")).isEqualTo("secret");
        assertThat(response.field("X-Keystile-Assertion")).startsWith("eyJ");
        assertThat(response.field("X-Keystile-Hide")).isEqualTo("Authorization");
        assertThat(response.fields()).doesNotContainKey("X-Keystile-Error");
    }

    @ParameterizedTest
    @EnumSource
    void aPublicRoutePassesWithAllFiveFieldsEmpty(Style style) throws Exception {
        Response response = request(style, "GET", "/health", "X-Keystile-Project: forged");
        assertThat(response.status()).isEqualTo(200);
        for (String name : IdentityHeaders.NAMES) {
            assertThat(response.fields().get(name)).containsExactly("");
        }
        assertThat(response.field("X-Keystile-Hide")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keysAreHiddenOnPublicRoutesAndOtherCredentialsAreNot(Style style) throws Exception {
        assertThat(request(style, "GET", "/health", bearer("sk_demo_x"), "X-API-Key: " + endpoint.secret)
                        .field("X-Keystile-Hide"))
                .isEqualTo("Authorization, X-API-Key");
        assertThat(request(style, "GET", "/health", "Authorization: Digest x", bearer("sk_demo_x"))
                        .field("X-Keystile-Hide"))
                .isEqualTo("Authorization");
        assertThat(request(style, "GET", "/health", "Authorization: Digest x").field("X-Keystile-Hide"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /organizations, none, 401, missing_key, 401",
        "GET, /organizations, unknown, 401, unknown_key, 401",
        "GET, /organizations, revoked, 401, revoked_key, 401",
        "GET, /organizations, publishable, 403, secret_key_required, 403",
        "GET, /organizations, elsewhere, 403, ip_not_allowed, 403",
        "GET, /closed, secret, 403, route_closed, 403",
        "GET, /organizations, two, 400, multiple_credentials, 403",
        "GET, /open/;/x, secret, 400, ambiguous_path, 403",
        "GET, /open/%2e%2e/x, secret, 400, ambiguous_path, 403",
        "GET, /open/%ff, secret, 400, ambiguous_path, 403",
        "GET, /open/%e4%bd, secret, 400, ambiguous_path, 403",
        "GET, /open/%, secret, 400, ambiguous_path, 403",
        "TRACE, /health, secret, 405, method_not_allowed, 403",
        "get, /project, none, 401, missing_key, 401",
        "HEAD, /organizations, none, 401, missing_key, 401",
        "OPTIONS, /organizations, browser, 403, preflight_refused, 403",
    })
    void refusalsAreTheFiltersInTheWordsOfTheStyle(
            String method, String uri, String key, int status, String code, int forNginx) throws Exception {
        for (Style style : Style.values()) {
            if (style == Style.ENVOY && (code.equals("ambiguous_path") || method.equals("TRACE"))) {
                continue; // the container refuses these
            }
            Response response = request(style, method, uri, key(key));
            assertThat(response.status()).as(style.label()).isEqualTo(style == Style.NGINX ? forNginx : status);
            assertThat(response.field("X-Keystile-Error")).isEqualTo(code);
            assertThat(response.field("Cache-Control")).isEqualTo("no-store");
            assertThat(response.fields()).doesNotContainKeys(IdentityHeaders.NAMES.toArray(new String[0]));
            String problem = style == Style.NGINX ? response.field("X-Keystile-Problem") : response.body();
            if (!method.equals("HEAD")) {
                assertThat(problem).contains("\"code\":\"" + code + '"', "\"status\":" + status + ',');
            }
        }
    }

    private String key(String name) {
        return switch (name) {
            case "secret" -> bearer(endpoint.secret);
            case "publishable" -> bearer(endpoint.publishable);
            case "revoked" -> bearer(endpoint.revoked);
            case "unknown" -> bearer("sk_other_make");
            case "elsewhere" -> bearer(endpoint.elsewhere) + "\r\nX-Forwarded-For: 198.51.100.1";
            case "two" -> bearer(endpoint.secret) + "\r\n" + bearer(endpoint.secret);
            case "browser" -> "Origin: " + Endpoint.ORIGIN + "\r\nAccess-Control-Request-Method: GET";
            default -> "Accept: */*";
        };
    }

    @ParameterizedTest
    @CsvSource({"NGINX, 503", "FORWARDED, 503", "HAPROXY, 503", "ENVOY, 503"})
    void anOutageIs503(Style style, int status) throws Exception {
        endpoint.outage(true);
        try {
            Response response = request(style, "GET", "/organizations", bearer(endpoint.unseen));
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.field("X-Keystile-Error")).isEqualTo("store_unavailable");
            assertThat(response.field("Retry-After")).isEqualTo("1");
        } finally {
            endpoint.outage(false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NGINX, 403, preflight_answered",
        "FORWARDED, 403, preflight_answered",
        "HAPROXY, 204, ''",
        "ENVOY, 204, ''"
    })
    void preflightsGetAResponseWhereItDoesNotLetThemPass(Style style, int status, String code) throws Exception {
        Response response = request(style, "OPTIONS", "/project", key("browser"));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("X-Keystile-Error")).isEqualTo(code);
        assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo(Endpoint.ORIGIN);
        assertThat(response.field("Access-Control-Allow-Methods")).isEqualTo("GET");
    }

    static Stream<List<String>> malformedQuestions() {
        String method = "X-Original-Method: GET";
        String uri = "X-Original-URI: /health";
        return Stream.of(
                List.of(),
                List.of(method),
                List.of(uri),
                List.of(method, "X-Original-URI:"),
                List.of("X-Original-Method:", uri),
                List.of(method, uri, uri),
                List.of(method, uri, "x-original-uri: /organizations"),
                List.of(method, method, uri),
                List.of(method, "X-Original-URI: health"),
                List.of(method, "X-Original-URI: ?/health"),
                List.of(method, "X-Original-URI: http://app.example.com/health"),
                List.of(method, "X-Original-URI: *"),
                List.of(method, "X-Original-URI: /health#x"),
                List.of(method, "X-Original-URI: /health x"),
                List.of(method, "X-Original-URI: /health, /organizations"),
                List.of(method, "X-Original-URI: /health\tx"),
                List.of(method, "X-Original-URI: /health\u00e9"),
                List.of(method, "X-Original-URI: /health?\u00c3\u00a9"),
                List.of("X-Original-Method: GET, GET", uri),
                List.of("X-Original-Method: G ET", uri),
                List.of("X-Original-Method: GET/", uri),
                List.of("X-Original-Method: \u00c4", uri),
                List.of("X-Forwarded-Method: GET", "X-Forwarded-Uri: /health"),
                List.of("X_Original_Method: GET", "X_Original_URI: /health"));
    }

    private static void assertNamesItsRequest(Response response) {
        assertThat(response.field("X-Request-ID")).isNotEmpty();
        assertThat(response.body() + response.field("X-Keystile-Problem"))
                .contains("\"request_id\":\"" + response.field("X-Request-ID") + '"');
    }

    @ParameterizedTest
    @MethodSource("malformedQuestions")
    void aQuestionThatDoesNotSayWhatItIsAboutNeverPasses(List<String> fields) throws Exception {
        for (Style style : List.of(Style.NGINX, Style.HAPROXY)) {
            Response response = RawClient.once(
                    endpoint.port(), "GET", "/authz/" + style + "/health?/health", fields.toArray(new String[0]));
            assertThat(response.status()).isEqualTo(style == Style.NGINX ? 403 : 400);
            assertThat(response.field("X-Keystile-Error")).isEqualTo("bad_original_request");
            assertNamesItsRequest(response);
        }
    }

    @ParameterizedTest
    @MethodSource("malformedQuestions")
    void norDoesOneByAProxyOfTheForwardedStyle(List<String> fields) throws Exception {
        String[] forwarded = fields.stream()
                .filter(field -> !field.contains("Forwarded"))
                .map(field -> field.replaceFirst("(?i)original", "Forwarded"))
                .toArray(String[]::new);
        Response response = RawClient.once(endpoint.port(), "GET", "/authz/forwarded", forwarded);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.field("X-Keystile-Error")).isEqualTo("bad_original_request");
        assertThat(response.body()).contains("bad_original_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authz/envoy",
                "/authz/envoy?/health",
                "/authz/envoy/../health",
                "/authz/envoy/%2e%2e/health",
                "/authz/envoy//health",
                "/authz/envoy/;/health",
                "/authz/%65nvoy/health",
                "/authz/envoy;x/health",
                "/authz/envoy/health%2f",
                "/authz/envoy/\u00e9",
                "/authz/envoy/a b",
                "/authz/envoyhealth",
            })
    void norDoesOneOfEnvoyWithoutAPlainPathBelowTheEndpoint(String target) throws Exception {
        assertThat(RawClient.once(endpoint.port(), "GET", target, bearer(endpoint.secret))
                        .status())
                .isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"})
    void anyMethodAtThePathAndBelowGetsTheSameDecision(String method) throws Exception {
        for (String target : List.of("/authz/nginx", "/authz/nginx/", "/authz/nginx/a/b", "/authz/nginx?x=%zz&y")) {
            for (String uri : List.of("/health", "/organizations")) {
                Response response = RawClient.once(
                        endpoint.port(), method, target, "X-Original-Method: GET", "X-Original-URI: " + uri);
                assertThat(response.status()).isEqualTo(uri.equals("/health") ? 200 : 401);
            }
        }
    }

    @Test
    void aBodyIsLeftUnread() throws Exception {
        for (String promise : List.of("Content-Length: 1000000", "Transfer-Encoding: chunked")) {
            for (String expect : List.of("Accept: */*", "Expect: 100-continue")) {
                assertThat(request(Style.NGINX, "POST", "/health", promise, expect)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NGINX, 503", "FORWARDED, 500", "HAPROXY, 500", "ENVOY, 500"})
    void anExceptionIsNeverAPass(Style style, int status) throws Exception {
        endpoint.failSigning(true);
        try {
            Response response = request(style, "GET", "/organizations", bearer(endpoint.secret));
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.field("X-Keystile-Error")).isEqualTo("internal_error");
            assertThat(response.fields()).doesNotContainKeys(IdentityHeaders.NAMES.toArray(new String[0]));
            assertThat(response.body() + response.field("X-Keystile-Problem")).doesNotContain("broken clock");
            assertNamesItsRequest(response);
            assertThat(request(style, "GET", "/organizations", bearer(endpoint.secret), "X-Request-ID: mine.1")
                            .field("X-Request-ID"))
                    .isEqualTo("mine.1");
        } finally {
            endpoint.failSigning(false);
        }
    }

    @ParameterizedTest
    @CsvSource({"mine.1, true", "not (mine), false", "sk_demo_secret, false"})
    void aRefusalOfTheEndpointsOwnHasTheClientsIdIfItIsHarmless(String sent, boolean same) throws Exception {
        Response response = RawClient.once(endpoint.port(), "GET", "/authz/haproxy", "X-Request-ID: " + sent);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.field("X-Request-ID").equals(sent)).isEqualTo(same);
        assertNamesItsRequest(response);
    }

    @Test
    void behindTheFilterNothingPasses() throws Exception {
        for (String uri : List.of("/health", "/organizations")) {
            Response response = RawClient.once(
                    endpoint.port(),
                    "GET",
                    "/behind",
                    "X-Original-Method: GET",
                    "X-Original-URI: " + uri,
                    bearer(endpoint.secret));
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.field("X-Keystile-Error")).isEqualTo("internal_error");
        }
    }

    @Test
    void onlyTrustedProxiesGetADecision(@TempDir Path folder) throws Exception {
        for (String[] proxies : new String[][] {{}, {"203.0.113.0/24"}}) {
            try (Endpoint strict = new Endpoint(folder, 0, proxies)) {
                for (String style : List.of("nginx", "haproxy")) {
                    Response response = RawClient.once(
                            strict.port(),
                            "GET",
                            "/authz/" + style,
                            "X-Original-Method: GET",
                            "X-Original-URI: /health",
                            "X-Forwarded-For: 203.0.113.7");
                    assertThat(response.status()).isEqualTo(403);
                    assertThat(response.field("X-Keystile-Error")).isEqualTo("untrusted_proxy");
                    assertThat(response.body() + response.field("X-Keystile-Problem"))
                            .contains("trusted-proxies");
                    assertNamesItsRequest(response);
                }
            }
        }
    }

    @Test
    void theClientsAddressIsWhatTheProxySays() throws Exception {
        String from = "X-Forwarded-For: 203.0.113.7";
        assertThat(request(Style.NGINX, "GET", "/organizations", bearer(endpoint.elsewhere), from)
                        .status())
                .isEqualTo(200);
        assertThat(request(Style.NGINX, "GET", "/organizations", bearer(endpoint.here), from)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void envoyIsToldWhatToRemoveAndNotToRemoveWhatItHasJustSet() throws Exception {
        String name = "x-envoy-auth-headers-to-remove";
        List<String> known = List.of(request(Style.ENVOY, "GET", "/organizations", bearer(endpoint.secret))
                .field(name)
                .split(",", -1));
        assertThat(known)
                .contains("Authorization", "x_keystile_project", "x.keystile.key.id", "x-keystile_assertion")
                .doesNotHaveDuplicates()
                .noneMatch(
                        IdentityHeaders.NAMES.stream().map(String::toLowerCase).toList()::contains)
                .noneMatch(IdentityHeaders.NAMES::contains);
        assertThat(request(Style.ENVOY, "GET", "/health").field(name).split(",", -1))
                .containsAll(IdentityHeaders.NAMES)
                .doesNotContain("Authorization");
    }

    @Test
    void manyResponsesComeOverOneConnection() throws Exception {
        try (RawClient client = new RawClient(endpoint.port())) {
            for (int i = 0; i < 200; i++) {
                assertThat(client.send(
                                        "GET",
                                        "/authz/nginx",
                                        "X-Original-Method: GET",
                                        "X-Original-URI: /organizations",
                                        bearer(endpoint.secret))
                                .status())
                        .isEqualTo(200);
            }
        }
    }
}
