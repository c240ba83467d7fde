package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Every code that a refusal can have: its status, its challenges, and what all refusals have in common. */
final class RefusalChecks {

    private static final String BASIC = "Basic realm=\"api\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"api\"";
    private static final String INVALID_TOKEN = BEARER + ", error=\"invalid_token\"";
    private static final String SCOPE = BEARER + ", error=\"insufficient_scope\"";
    private static final String ORIGIN = "Origin: https://a.example";
    private static final List<String> NONE = List.of();

    private record Refusal(
            String code, int status, List<String> challenges, String method, String path, List<String> headerLines) {
        Refusal(String code, int status, List<String> challenges, String method, String path, String... headerLines) {
            this(code, status, challenges, method, path, List.of(headerLines));
        }

        ReceivedResponse send(Client client, String method) {
            return client.send(method, path, headerLines.toArray(String[]::new));
        }
    }

    private static final List<Refusal> REFUSALS = List.of(
            secret("missing_key", 401, List.of(BEARER, BASIC)),
            secret("missing_key", 401, List.of(BEARER), ORIGIN),
            secret("missing_key", 401, List.of(BEARER), "Sec-Fetch-Site: same-origin"),
            secret("missing_key", 401, List.of(BEARER, BASIC), "Sec-Fetch-Mode: cors"),
            secret("unsupported_scheme", 401, List.of(BEARER, BASIC), "Authorization: Digest x"),
            secret("malformed_key", 401, List.of(INVALID_TOKEN, BASIC), Client.bearer("no-key-at-all")),
            secret("malformed_key", 401, List.of(INVALID_TOKEN), Client.bearer("no-key-at-all"), ORIGIN),
            secret("unknown_key", 401, List.of(INVALID_TOKEN, BASIC), Client.bearer(Keys.UNKNOWN)),
            secret("example_key", 401, List.of(INVALID_TOKEN, BASIC), Client.bearer(Keys.EXAMPLE)),
            secret("expired_key", 401, List.of(INVALID_TOKEN, BASIC), Client.bearer(Keys.EXPIRED)),
            secret("revoked_key", 401, List.of(INVALID_TOKEN, BASIC), Client.bearer(Keys.REVOKED)),
            secret(
                    "multiple_credentials",
                    400,
                    List.of(BEARER + ", error=\"invalid_request\""),
                    Client.bearer(Keys.SECRET),
                    "X-API-Key: " + Keys.READER),
            secret("secret_key_required", 403, List.of(SCOPE), Client.bearer(Keys.PUBLISHABLE)),
            secret("secret_key_in_browser", 403, NONE, Client.bearer(Keys.SECRET), ORIGIN),
            secret("secret_key_in_browser", 403, NONE, Client.bearer(Keys.SECRET), "Sec-Fetch-Site: none"),
            secret("account_suspended", 403, NONE, Client.bearer(Keys.SUSPENDED)),
            new Refusal("account_suspended", 403, NONE, "GET", "/docs/x", Client.bearer(Keys.SUSPENDED)),
            secret("ip_not_allowed", 403, NONE, Client.bearer(Keys.ELSEWHERE)),
            new Refusal("origin_not_allowed", 403, NONE, "GET", "/project", Client.bearer(Keys.ON_APP), ORIGIN),
            new Refusal("origin_not_allowed", 403, NONE, "GET", "/project", Client.bearer(Keys.ON_APP)),
            secret("store_unavailable", 503, NONE, Client.bearer(Keys.OUTAGE)),
            new Refusal("ambiguous_path", 400, NONE, "GET", "/docs/x;y", Client.bearer(Keys.SECRET)),
            new Refusal("route_closed", 403, NONE, "GET", "/closed", Client.bearer(Keys.SECRET)),
            new Refusal("preflight_refused", 403, NONE, "OPTIONS", "/organizations", ORIGIN, preflightFor("GET")),
            new Refusal("preflight_refused", 403, NONE, "OPTIONS", "/project", ORIGIN, preflightFor("POST")),
            new Refusal(
                    "insufficient_scope",
                    403,
                    List.of(SCOPE + ", scope=\"organizations:write\""),
                    "DELETE",
                    "/organizations/1",
                    Client.bearer(Keys.READER)),
            new Refusal(
                    "insufficient_scope",
                    403,
                    List.of(SCOPE + ", scope=\"organizations:write\""),
                    "DELETE",
                    "/organizations/1",
                    Client.bearer(Keys.SCOPELESS)));

    private RefusalChecks() {}

    private static Refusal secret(String code, int status, List<String> challenges, String... headerLines) {
        return new Refusal(code, status, challenges, "GET", "/organizations", headerLines);
    }

    private static String preflightFor(String method) {
        return "Access-Control-Request-Method: " + method;
    }

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < REFUSALS.size(); i++) {
            Refusal refusal = REFUSALS.get(i);
            String name = refusal.code + ", row " + (i + 1);
            checks.add(check(name + ", is a problem document (RFC 9457, RFC 9110)", client -> {
                ReceivedResponse response = refusal.send(client, refusal.method);
                assertProblem(refusal, response);
                assertThat(response.headers("WWW-Authenticate")).isEqualTo(refusal.challenges);
            }));
            if (refusal.method.equals("GET")) {
                checks.add(check(name + ", has no body for HEAD (RFC 9110, section 9.3.2)", client -> {
                    ReceivedResponse response = refusal.send(client, "HEAD");
                    assertThat(response.status()).isEqualTo(refusal.status);
                    assertThat(response.headers("WWW-Authenticate")).isEqualTo(refusal.challenges);
                    assertThat(response.body()).isEmpty();
                }));
            }
        }
        checks.add(check("store_unavailable says when to come again", client -> {
            ReceivedResponse response = client.get("/organizations", Client.bearer(Keys.OUTAGE));
            assertThat(response.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(response.toString()).doesNotContain("out of order", "Exception");
        }));
        checks.addAll(precedence());
        return checks;
    }

    private static List<Check> precedence() {
        return List.of(
                precedence("TRACE before an ambiguous path", "TRACE", "/a;b", 405, "method_not_allowed"),
                precedence("an ambiguous path before a closed route", "GET", "/closed;x", 400, "ambiguous_path"),
                precedence(
                        "a closed route before the credential",
                        "GET",
                        "/closed",
                        403,
                        "route_closed",
                        "Authorization: x"),
                precedence("a public route before the credential", "GET", "/health", 200, "", "Authorization: x"),
                precedence(
                        "revoked before the browser",
                        "GET",
                        "/project",
                        401,
                        "revoked_key",
                        bearer(Keys.REVOKED),
                        ORIGIN),
                precedence(
                        "the account before the browser",
                        "GET",
                        "/organizations",
                        403,
                        "account_suspended",
                        bearer(Keys.SUSPENDED),
                        ORIGIN),
                precedence(
                        "expired before the key's type",
                        "DELETE",
                        "/organizations/1",
                        401,
                        "expired_key",
                        bearer(Keys.EXPIRED)),
                precedence(
                        "the browser before scopes",
                        "DELETE",
                        "/organizations/1",
                        403,
                        "secret_key_in_browser",
                        bearer(Keys.READER),
                        ORIGIN),
                precedence(
                        "a key's form before the store's outage",
                        "GET",
                        "/project",
                        401,
                        "malformed_key",
                        bearer(Keys.OUTAGE + "%")));
    }

    private static String bearer(String key) {
        return Client.bearer(key);
    }

    private static Check precedence(
            String name, String method, String path, int status, String code, String... headerLines) {
        return check(name, client -> {
            ReceivedResponse response = client.send(method, path, headerLines);
            boolean byContainer =
                    response.code().isEmpty() && List.of(400, 403, 405).contains(response.status());
            assertThat(byContainer ? status : response.status())
                    .as(response.toString())
                    .isEqualTo(status);
            assertThat(byContainer ? code : response.code()).isEqualTo(code);
        });
    }

    private static void assertProblem(Refusal refusal, ReceivedResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(refusal.status);
        assertThat(response.header("Content-Type")).startsWith("application/problem+json");
        assertThat(response.headers("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers("X-Request-ID")).singleElement().asString().matches("[A-Za-z0-9._-]{1,128}");
        assertThat(response.code()).isEqualTo(refusal.code);
        assertThat(response.body())
                .contains("\"type\":\"urn:keystile:problem:" + refusal.code + "\"", "\"status\":" + refusal.status)
                .contains("\"title\":\"", "\"request_id\":\"" + response.header("X-Request-ID") + "\"");
        assertThat(field(response, "message")).isNotEmpty().isEqualTo(field(response, "detail"));
        assertThat(response.toString()).doesNotContain(Keys.all()).doesNotContain("SECRET-DATA", "\tat ");
    }

    private static String field(ReceivedResponse response, String name) {
        String mark = "\"" + name + "\":\"";
        int start = response.body().indexOf(mark) + mark.length();
        return response.body().substring(start, response.body().indexOf("\",\"", start));
    }

    private static Check check(String name, Check.Body body) {
        return new Check("refusals", name, body);
    }
}
