package dev.keystile.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What answers say, and what the application sees. */
final class AnswerChecks {

    private AnswerChecks() {}

    static List<Check> all() {
        return List.of(
                check("a refusal is a problem document with a challenge (RFC 9457, RFC 9110)", client -> {
                    Answer answer = client.get("/organizations");
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                    assertThat(answer.headers("WWW-Authenticate"))
                            .containsExactly("Bearer realm=\"api\"", "Basic realm=\"api\", charset=\"UTF-8\"");
                    assertThat(answer.body())
                            .contains("\"type\":\"urn:keystile:problem:missing_key\"", "\"status\":401", "\"title\":")
                            .contains("\"detail\":", "\"message\":")
                            .contains("\"request_id\":\"" + answer.header("X-Request-ID") + "\"");
                }),
                check(
                        "a browser gets no Basic challenge",
                        client -> assertThat(client.get("/organizations", "Origin: https://a.example")
                                        .headers("WWW-Authenticate"))
                                .containsExactly("Bearer realm=\"api\"")),
                check(
                        "a bad key is challenged with invalid_token",
                        client -> assertThat(client.get("/organizations", Client.bearer(Keys.UNKNOWN))
                                        .header("WWW-Authenticate"))
                                .isEqualTo("Bearer realm=\"api\", error=\"invalid_token\"")),
                check("HEAD is refused without a body", client -> {
                    Answer answer = client.send("HEAD", "/organizations");
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.body()).isEmpty();
                }),
                check("a closed route is closed to everybody", client -> {
                    assertThat(client.get("/closed", Client.bearer(Keys.SECRET)).code())
                            .isEqualTo("route_closed");
                    assertThat(client.get("/closed").code()).isEqualTo("route_closed");
                }),
                check("a harmless request id is kept, any other replaced", client -> {
                    assertThat(client.get("/health", "X-Request-ID: a.B_9-x").header("X-Request-ID"))
                            .isEqualTo("a.B_9-x");
                    for (String bad : List.of("a b", "<x>", "a".repeat(129), "${jndi:x}", Keys.SECRET)) {
                        Answer answer = client.get("/organizations", "X-Request-ID: " + bad);
                        assertThat(answer.header("X-Request-ID"))
                                .matches("[A-Za-z0-9._-]{1,128}")
                                .isNotEqualTo(bad);
                        assertThat(answer.body()).doesNotContain(bad);
                    }
                }),
                check(
                        "a refusal does not wait for the body",
                        client -> assertThat(client.http()
                                        .sendRaw("POST " + client.contextPath()
                                                + "/organizations HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Content-Length: 1000000\r\n\r\n")
                                        .status())
                                .isEqualTo(401)),
                check("a WebSocket handshake needs a secret key", client -> {
                    assertThat(handshake(client, "X-Nothing: x").status()).isEqualTo(401);
                    assertThat(handshake(client, Client.bearer(Keys.PUBLISHABLE))
                                    .status())
                            .isEqualTo(403);
                    // Undertow is tested without WebSocket support: there the request is one like any other.
                    assertThat(handshake(client, Client.bearer(Keys.SECRET)).status())
                            .isIn(101, 200);
                }),
                check("the application learns the environment, by attribute and the servlet way", client -> {
                    Answer answer = client.get("/organizations", Client.bearer(Keys.SECRET));
                    assertThat(answer.body())
                            .contains("environment=demo", "identity=true", "principal=key_secret", "user=key_secret")
                            .contains("auth-type=API_KEY", "role secret=true", "role publishable=false")
                            .contains("role environment:demo=true", "role environment:default=false", "role *=false")
                            .contains("role organizations:read=true");
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET_DEFAULT))
                                    .body())
                            .contains("environment=default");
                }),
                check("an optional route takes no key, a good one, and no bad one", client -> {
                    assertThat(client.get("/docs/x").body()).contains("identity=false");
                    assertThat(client.get("/docs/x", Client.bearer(Keys.PUBLISHABLE))
                                    .body())
                            .contains("user=key_publishable");
                    assertThat(client.get("/docs/x", Client.bearer(Keys.UNKNOWN))
                                    .status())
                            .isEqualTo(401);
                }),
                check("a key is hidden from the application on every route", client -> {
                    for (String line :
                            List.of(Client.bearer(Keys.SECRET), "X-API-Key: " + Keys.SECRET, "Authorization: sk_x")) {
                        assertThat(client.get("/health", line).body())
                                .contains("authorization=null", "authorizations=[]", "x-api-key=null", "OPEN-DATA")
                                .doesNotContain("name authorization", "name x-api-key");
                    }
                }),
                check(
                        "any other Authorization on a public route passes untouched",
                        client -> assertThat(client.get("/health", "Authorization: Bearer eyJ.abc-sk_x")
                                        .body())
                                .contains("authorization=Bearer eyJ.abc-sk_x")),
                check("forged identity headers are gone in every spelling (CVE-2015-0219)", client -> {
                    for (String name : List.of(
                            "X-Keystile-Environment",
                            "x-keystile-environment",
                            "X_Keystile_Environment",
                            "X.Keystile.Key-Id",
                            "X-KEYSTILE_Key-Id")) {
                        for (String path : List.of("/health", "/docs/x")) {
                            String body = client.get(path, name + ": forged").body();
                            assertThat(body)
                                    .as(name)
                                    .contains("forged=nullfalse")
                                    .doesNotContain("forged=forged");
                            assertThat(body).doesNotContain("name x-keystile", "name x_keystile", "name x.keystile");
                        }
                    }
                }),
                check("keyed answers are private where the application says nothing", client -> {
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET))
                                    .header("Cache-Control"))
                            .isEqualTo("private");
                    assertThat(client.get("/own-cache", Client.bearer(Keys.SECRET))
                                    .headers("Cache-Control"))
                            .containsExactly("max-age=60");
                    assertThat(client.get("/health").header("Cache-Control")).isNull();
                }));
    }

    private static Answer handshake(Client client, String headerLine) {
        return client.http()
                .sendRaw("GET " + client.contextPath() + "/ws HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + headerLine + "\r\n\r\n");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("answers", name, body);
    }
}
