package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Keys that are bound to origins and networks, and whose word on the client's address counts (SECURITY 24). */
final class RestrictionChecks {

    private static final String APP = "Origin: https://app.example.com";
    private static final String SECRET = "/organizations";
    private static final String PUBLISHABLE = "/project";

    private RestrictionChecks() {}

    static List<Check> all() {
        return List.of(
                check("a key bound to the loopback network comes from it", client -> {
                    assertThat(client.get(SECRET, Client.bearer(Keys.LOOPBACK)).status())
                            .isEqualTo(200);
                }),
                check("a key bound to another network, or to none, does not come through", client -> {
                    for (String path : List.of(SECRET, PUBLISHABLE, "/docs/x")) {
                        assertRefused(client.get(path, Client.bearer(Keys.ELSEWHERE)), "ip_not_allowed");
                        assertRefused(client.get(path, Client.bearer(Keys.NOWHERE)), "ip_not_allowed");
                    }
                }),
                check("without trusted proxies a client is not believed where it comes from", client -> {
                    for (String claim : List.of("203.0.113.9", "203.0.113.9, 127.0.0.1", "127.0.0.1, 203.0.113.9")) {
                        ReceivedResponse inside = forwarded(client, Keys.LOOPBACK, claim);
                        assertThat(inside.status()).as(claim).isEqualTo(200);
                        assertRefused(forwarded(client, Keys.ELSEWHERE, claim), "ip_not_allowed");
                    }
                    for (String field : List.of("Forwarded: for=203.0.113.9", "X-Real-IP: 203.0.113.9")) {
                        assertRefused(client.get(SECRET, Client.bearer(Keys.ELSEWHERE), field), "ip_not_allowed");
                    }
                }),
                check("a key bound to an origin comes from pages of that origin", client -> {
                    assertThat(client.get(PUBLISHABLE, Client.bearer(Keys.ON_APP), APP)
                                    .status())
                            .isEqualTo(200);
                }),
                check("a key bound to an origin comes from no other, and not without or with two", client -> {
                    String key = Client.bearer(Keys.ON_APP);
                    for (String path : List.of(PUBLISHABLE, "/docs/x")) {
                        assertRefused(client.get(path, key), "origin_not_allowed");
                        assertRefused(client.get(path, key, APP, APP), "origin_not_allowed");
                        assertRefused(client.get(path, key, "Referer: https://app.example.com/"), "origin_not_allowed");
                        for (String origin : List.of(
                                "",
                                "null",
                                "https://other.example",
                                "http://app.example.com",
                                "https://app.example.com:8443",
                                "https://APP.example.com",
                                "https://app.example.com/",
                                "https://app.example.com, https://app.example.com")) {
                            assertRefused(client.get(path, key, "Origin: " + origin), "origin_not_allowed");
                        }
                    }
                }),
                check("a publishable key that is bound to networks, which it cannot be, opens nothing", client -> {
                    String key = Client.bearer(Keys.ON_APP_ELSEWHERE);
                    assertRefused(client.get(PUBLISHABLE, key), "origin_not_allowed");
                    assertRefused(client.get(PUBLISHABLE, key, APP), "origin_not_allowed");
                }),
                check("the key's type comes before its origin", client -> {
                    assertRefused(client.get(SECRET, Client.bearer(Keys.ON_APP)), "secret_key_required");
                }),
                check("a public route does not check where a key comes from", client -> {
                    assertThat(client.get("/health", Client.bearer(Keys.NOWHERE))
                                    .status())
                            .isEqualTo(200);
                }),
                check("a dispatch from a public route checks where the key comes from", client -> {
                    for (String way : List.of("/forward", "/async")) {
                        String path = way + "?to=" + SECRET;
                        ReceivedResponse inside = client.get(path, Client.bearer(Keys.LOOPBACK));
                        assertThat(inside.isSecret()).as(path).isTrue();
                        assertRefused(client.get(path, Client.bearer(Keys.ELSEWHERE)), "ip_not_allowed");
                    }
                }));
    }

    /** For a filter that trusts the suite's client and 10.0.0.0/8 as proxies. */
    static List<Check> behindAProxy() {
        return List.of(
                check("a trusted proxy is believed", client -> {
                    assertThat(forwarded(client, Keys.ELSEWHERE, "203.0.113.9").status())
                            .isEqualTo(200);
                    assertThat(forwarded(client, Keys.ELSEWHERE, "203.0.113.9:4711")
                                    .status())
                            .isEqualTo(200);
                    assertRefused(forwarded(client, Keys.LOOPBACK, "203.0.113.9"), "ip_not_allowed");
                }),
                check("what the client itself put there is not", client -> {
                    assertRefused(forwarded(client, Keys.ELSEWHERE, "203.0.113.9, 192.0.2.1"), "ip_not_allowed");
                    assertRefused(
                            forwarded(client, Keys.ELSEWHERE, "203.0.113.9, 192.0.2.1, 10.0.0.1"), "ip_not_allowed");
                    assertRefused(forwarded(client, Keys.LOOPBACK, "127.0.0.1, 203.0.113.9"), "ip_not_allowed");
                    assertRefused(forwarded(client, Keys.ELSEWHERE, "203.0.113.9, unknown"), "ip_not_allowed");
                }),
                check("a chain of trusted proxies is followed through several fields", client -> {
                    assertThat(forwarded(client, Keys.ELSEWHERE, "192.0.2.1, 203.0.113.9", "10.0.0.2, 10.0.0.1")
                                    .status())
                            .isEqualTo(200);
                    assertRefused(forwarded(client, Keys.ELSEWHERE, "203.0.113.9", "192.0.2.1"), "ip_not_allowed");
                }),
                check("a proxy that says nothing is the client", client -> {
                    assertThat(client.get(SECRET, Client.bearer(Keys.LOOPBACK)).status())
                            .isEqualTo(200);
                    assertRefused(client.get(SECRET, Client.bearer(Keys.ELSEWHERE)), "ip_not_allowed");
                }));
    }

    private static ReceivedResponse forwarded(Client client, String key, String... fields) {
        String[] lines = new String[fields.length + 1];
        lines[0] = Client.bearer(key);
        for (int i = 0; i < fields.length; i++) {
            lines[i + 1] = "X-Forwarded-For: " + fields[i];
        }
        return client.get(SECRET, lines);
    }

    private static void assertRefused(ReceivedResponse response, String code) {
        assertThat(response.status()).as(response.toString()).isEqualTo(403);
        assertThat(response.code()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("SECRET-DATA", "OPEN-DATA");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("restrictions", name, body);
    }
}
