package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Calls from browser code of other origins (SECURITY 9). */
final class CorsChecks {

    private static final String LISTED = "Origin: https://app.example.com";

    private CorsChecks() {}

    static List<Check> all() {
        return List.of(
                check(
                        "a preflight for what browsers may call is given a response in the application's place",
                        client -> {
                            for (String path : List.of("/project", "/docs/x", "/health")) {
                                ReceivedResponse response = preflight(client, path, LISTED);
                                assertThat(response.status())
                                        .as(path + response)
                                        .isEqualTo(204);
                                assertThat(response.header("Access-Control-Allow-Origin"))
                                        .isEqualTo("https://app.example.com");
                                assertThat(response.header("Access-Control-Allow-Methods"))
                                        .isEqualTo("GET");
                                assertThat(response.header("Access-Control-Allow-Headers"))
                                        .isEqualTo("Authorization, Content-Type, X-API-Key");
                                assertThat(response.header("Access-Control-Allow-Credentials"))
                                        .isNull();
                                assertThat(response.headers("Vary")).anyMatch(value -> value.contains("Origin"));
                            }
                        }),
                check(
                        "a preflight for a secret route is refused",
                        client -> assertThat(preflight(client, "/organizations", LISTED)
                                        .code())
                                .isEqualTo("preflight_refused")),
                check("an origin that is not listed gets no CORS headers", client -> {
                    for (String origin : List.of(
                            "null",
                            "https://app.example.com.evil.example",
                            "https://evil-app.example.com",
                            "https://app.example.com:8443",
                            "http://app.example.com",
                            "https://APP.example.com",
                            "https://app.example.com/",
                            "https://app.example.com, https://app.example.com",
                            "*",
                            "")) {
                        ReceivedResponse response = preflight(client, "/project", "Origin: " + origin);
                        assertThat(response.header("Access-Control-Allow-Origin"))
                                .as(origin)
                                .isNull();
                        assertThat(response.header("Access-Control-Allow-Methods"))
                                .as(origin)
                                .isNull();
                        assertThat(response.body()).doesNotContain("OPEN-DATA");
                    }
                }),
                check("a preflight counts for the method that it names, and TRACE for none", client -> {
                    for (String method : List.of("POST", "get", "TRACE", "")) {
                        ReceivedResponse response =
                                client.send("OPTIONS", "/project", LISTED, "Access-Control-Request-Method: " + method);
                        assertThat(response.code()).as(method).isEqualTo("preflight_refused");
                        assertThat(response.header("Access-Control-Allow-Methods"))
                                .isNull();
                    }
                    assertThat(preflight(client, "/closed", LISTED).status()).isEqualTo(403);
                }),
                check("OPTIONS that is no preflight is a request like any other", client -> {
                    assertThat(client.send("OPTIONS", "/project", LISTED).code())
                            .isEqualTo("missing_key");
                    assertThat(client.send("OPTIONS", "/project", "Access-Control-Request-Method: GET")
                                    .code())
                            .isEqualTo("missing_key");
                    assertThat(client.get("/project", LISTED, "Access-Control-Request-Method: GET")
                                    .code())
                            .isEqualTo("missing_key");
                }),
                check("a preflight with a key is still no way in", client -> {
                    ReceivedResponse response = client.send(
                            "OPTIONS",
                            "/organizations",
                            LISTED,
                            "Access-Control-Request-Method: GET",
                            Client.bearer(Keys.SECRET));
                    assertThat(response.code()).isEqualTo("preflight_refused");
                    assertThat(response.isSecret()).isFalse();
                }),
                check("every response varies by Origin, and none allows any origin", client -> {
                    for (String path : List.of("/health", "/project", "/organizations", "/fail", "/a;b")) {
                        for (String origin : List.of("X-Nothing: x", LISTED, "Origin: https://b.example")) {
                            ReceivedResponse response = client.get(path, origin, "X-Request-ID: a-1");
                            if (response.header("X-Request-ID") == null) {
                                continue;
                            }
                            assertThat(response.headers("Vary"))
                                    .as(path + origin)
                                    .anyMatch(value -> value.contains("Origin"));
                            String allowed = origin.equals(LISTED) ? "https://app.example.com" : null;
                            assertThat(response.header("Access-Control-Allow-Origin"))
                                    .as(path + origin)
                                    .isEqualTo(allowed);
                        }
                    }
                }),
                check("responses and refusals can be read by listed origins", client -> {
                    ReceivedResponse good = client.get("/project", Client.bearer(Keys.PUBLISHABLE), LISTED);
                    assertThat(good.status()).isEqualTo(200);
                    assertThat(good.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
                    ReceivedResponse refused = client.get("/project", LISTED);
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
                    ReceivedResponse leaked = client.get("/project", Client.bearer(Keys.SECRET), LISTED);
                    assertThat(leaked.code()).isEqualTo("secret_key_in_browser");
                    assertThat(leaked.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
                    assertThat(refused.headers("Vary")).anyMatch(value -> value.contains("Origin"));
                }));
    }

    private static ReceivedResponse preflight(Client client, String path, String originLine) {
        return client.send("OPTIONS", path, originLine, "Access-Control-Request-Method: GET");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("cors", name, body);
    }
}
