package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What responses say, and what the application sees. */
final class ResponseChecks {

    private ResponseChecks() {}

    static List<Check> all() {
        return List.of(
                check("a closed route is closed to everybody", client -> {
                    assertThat(client.get("/closed", Client.bearer(Keys.SECRET)).code())
                            .isEqualTo("route_closed");
                    assertThat(client.get("/closed").code()).isEqualTo("route_closed");
                }),
                check("a harmless request id is kept, any other replaced", client -> {
                    assertThat(client.get("/health", "X-Request-ID: a.B_9-x").header("X-Request-ID"))
                            .isEqualTo("a.B_9-x");
                    for (String bad : List.of("a b", "<x>", "a".repeat(129), "${jndi:x}", Keys.SECRET)) {
                        ReceivedResponse response = client.get("/organizations", "X-Request-ID: " + bad);
                        assertThat(response.header("X-Request-ID"))
                                .matches("[A-Za-z0-9._-]{1,128}")
                                .isNotEqualTo(bad);
                        assertThat(response.body()).doesNotContain(bad);
                    }
                }),
                check("a response that passes has a request id where the request has one, a refusal always", client -> {
                    assertThat(client.get("/health").header("X-Request-ID")).isNull();
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET))
                                    .header("X-Request-ID"))
                            .isNull();
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET), "X-Request-ID: a b")
                                    .header("X-Request-ID"))
                            .matches("[0-9a-f]{16}-[0-9a-f]+");
                    assertThat(client.get("/organizations").header("X-Request-ID"))
                            .isNotNull();
                }),
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
                    ReceivedResponse response = client.get("/organizations", Client.bearer(Keys.SECRET));
                    assertThat(response.body())
                            .contains(
                                    "account=cus_42",
                                    "environment=demo",
                                    "identity=true",
                                    "principal=key_secret",
                                    "user=key_secret")
                            .contains("auth-type=API_KEY", "role secret=true", "role publishable=false")
                            .contains("role environment:demo=true", "role environment:default=false", "role *=false")
                            .contains("role organizations:read=true");
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET_DEFAULT))
                                    .body())
                            .contains("environment=default");
                }),
                check("the identity is there for who takes the filter's wrapper off, and can be replaced", client -> {
                    assertThat(client.get("/unwrapped", Client.bearer(Keys.SECRET))
                                    .body())
                            .contains(
                                    "UNWRAPPED account=cus_42 environment=demo identity=true",
                                    "REPLACED another",
                                    "REMOVED null");
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
                check("keyed responses are private where the application says nothing", client -> {
                    assertThat(client.get("/organizations", Client.bearer(Keys.SECRET))
                                    .header("Cache-Control"))
                            .isEqualTo("private");
                    assertThat(client.get("/own-cache", Client.bearer(Keys.SECRET))
                                    .headers("Cache-Control"))
                            .containsExactly("max-age=60");
                    assertThat(client.get("/health").header("Cache-Control")).isNull();
                }));
    }

    private static ReceivedResponse handshake(Client client, String headerLine) {
        return client.http()
                .sendRaw("GET " + client.contextPath() + "/ws HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + headerLine + "\r\n\r\n");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("responses", name, body);
    }
}
