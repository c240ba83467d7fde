package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the application must not see: the key, and identities that a client claims. */
final class HiddenKeyChecks {

    private static final String BASIC =
            Base64.getEncoder().encodeToString((Keys.SECRET + ":").getBytes(StandardCharsets.US_ASCII));

    /** Forms of a credential, accepted or not. */
    private static final List<String> KEY_LINES = List.of(
            Client.bearer(Keys.SECRET),
            Client.bearer(Keys.PUBLISHABLE),
            Client.bearer(Keys.UNKNOWN),
            Client.bearer(Keys.FOREIGN),
            Client.bearer(Keys.mistyped(Keys.SECRET)),
            "authorization: bearer   " + Keys.SECRET,
            "Authorization: Bearer \t" + Keys.SECRET,
            "Authorization: Bearer \"" + Keys.SECRET + "\"",
            "Authorization: Token token=" + Keys.SECRET,
            "Authorization: " + Keys.SECRET,
            "Authorization: sk_x",
            "Authorization: Basic " + BASIC,
            "Authorization: BASIC  " + BASIC,
            "Authorization: Basic " + BASIC.replace("=", ""),
            "Authorization: Bearer x, Bearer " + Keys.SECRET,
            "X-API-Key: " + Keys.SECRET,
            "x-api-key: " + Keys.PUBLISHABLE);

    private static final List<String> FORGED = List.of(
            "X-Keystile-Account",
            "X-Keystile-Environment",
            "x-keystile-environment",
            "X_Keystile_Environment",
            "x_keystile-environment",
            "X.Keystile.Key-Id",
            "X-KEYSTILE_Key-Id",
            "X-Keystile-Assertion",
            "X-KEYSTILE-");

    private static final List<String> OTHERS = List.of(
            "Bearer eyJ.abc-sk_x", "Digest username=\"x\"", "Basic dXNlcjpwYXNz", "Negotiate YII=", "Bearer tusk_x");

    private HiddenKeyChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String line : KEY_LINES) {
            checks.add(check("a public route does not show the key in " + line.replace('\t', ' '), client -> {
                ReceivedResponse response = client.get("/health", line);
                assertThat(response.body())
                        .contains("authorization=null", "authorizations=[]", "x-api-key=null", "OPEN-DATA")
                        .doesNotContain("name authorization", "name x-api-key")
                        .doesNotContain(Keys.all());
            }));
        }
        for (String line :
                List.of(Client.bearer(Keys.SECRET), "Authorization: Basic " + BASIC, "X-API-Key: " + Keys.SECRET)) {
            for (String path :
                    List.of("/organizations", "/docs/x", "/project", "/api/x", "/forward?to=/organizations")) {
                checks.add(check(
                        path + " does not show the key in " + line,
                        client -> assertThat(client.get(path, line).body())
                                .contains(
                                        "user=key_secret", "authorization=null", "authorizations=[]", "x-api-key=null")
                                .doesNotContain("name authorization", "name x-api-key")
                                .doesNotContain(Keys.all())));
            }
        }
        for (String value : OTHERS) {
            checks.add(check(
                    "a public route gets the other Authorization " + value,
                    client -> assertThat(client.get("/health", "Authorization: " + value)
                                    .body()
                                    .lines())
                            .contains("authorization=" + value, "name authorization")));
        }
        for (String name : FORGED) {
            checks.add(check("a forged " + name + " is gone (CVE-2015-0219)", client -> {
                for (String path : List.of("/health", "/docs/x", "/forward?to=/health", "/include?to=/health")) {
                    assertNotForged(client.get(path, name + ": forged"));
                }
                assertNotForged(client.get("/organizations", name + ": forged", Client.bearer(Keys.SECRET)));
            }));
        }
        return checks;
    }

    private static void assertNotForged(ReceivedResponse response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .contains("forged=nullfalse")
                .doesNotContain("forged=forged", "name x-keystile", "name x_keystile", "name x.keystile");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("hiding", name, body);
    }
}
