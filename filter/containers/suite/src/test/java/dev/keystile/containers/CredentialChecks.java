package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Forms of the credential: which one authenticates, and how the others are refused. */
final class CredentialChecks {

    private record Form(String name, int status, String code, List<String> headerLines) {
        Form(String name, int status, String code, String... headerLines) {
            this(name, status, code, List.of(headerLines));
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("Bearer", 200, "", "Authorization: Bearer " + Keys.SECRET),
            new Form("bearer in lower case", 200, "", "authorization: bearer " + Keys.SECRET),
            new Form("BEARER in upper case", 200, "", "AUTHORIZATION: BEARER " + Keys.SECRET),
            new Form("several spaces", 200, "", "Authorization: Bearer    " + Keys.SECRET),
            new Form("white space around the value", 200, "", "Authorization: \t Bearer " + Keys.SECRET + " \t"),
            new Form("a key of another make", 200, "", "Authorization: Bearer " + Keys.FOREIGN),
            new Form("Basic with an empty password", 200, "", "Authorization: " + basic(Keys.SECRET + ":")),
            new Form(
                    "BASIC in upper case",
                    200,
                    "",
                    "Authorization: BASIC" + basic(Keys.SECRET + ":").substring(5)),
            new Form("the extra header", 200, "", "X-API-Key: " + Keys.SECRET),
            new Form("the extra header in lower case", 200, "", "x-api-key: " + Keys.SECRET),
            new Form("nothing", 401, "missing_key"),
            new Form("an empty value", 401, "unsupported_scheme", "Authorization:"),
            new Form("the scheme alone", 401, "malformed_key", "Authorization: Bearer"),
            new Form("the key alone", 401, "unsupported_scheme", "Authorization: " + Keys.SECRET),
            new Form("another scheme", 401, "unsupported_scheme", "Authorization: Digest " + Keys.SECRET),
            new Form("a scheme that begins alike", 401, "unsupported_scheme", "Authorization: Bearerx " + Keys.SECRET),
            new Form("a tab after the scheme", 401, "unsupported_scheme", "Authorization: Bearer\t" + Keys.SECRET),
            new Form("no space after the scheme", 401, "unsupported_scheme", "Authorization: Bearer" + Keys.SECRET),
            new Form("quotes", 401, "malformed_key", "Authorization: Bearer \"" + Keys.SECRET + "\""),
            new Form("a percent escape", 401, "malformed_key", "Authorization: Bearer " + Keys.SECRET + "%20"),
            new Form("two words", 401, "malformed_key", "Authorization: Bearer " + Keys.SECRET + " x"),
            new Form(
                    "two keys in a row",
                    401,
                    "malformed_key",
                    "Authorization: Bearer " + Keys.SECRET + " " + Keys.SECRET),
            new Form("a typing mistake", 401, "malformed_key", "Authorization: Bearer " + Keys.mistyped(Keys.SECRET)),
            new Form("no prefix", 401, "malformed_key", "Authorization: Bearer demo_abcdefghijklmnop"),
            new Form("a prefix alone", 401, "malformed_key", "Authorization: Bearer sk_"),
            new Form(
                    "the prefix in upper case",
                    401,
                    "malformed_key",
                    "Authorization: Bearer SK" + Keys.SECRET.substring(2)),
            new Form("513 characters", 401, "malformed_key", "Authorization: Bearer sk_" + "a".repeat(510)),
            new Form("512 characters", 401, "unknown_key", "Authorization: Bearer sk_" + "a".repeat(509)),
            new Form("an unknown key", 401, "unknown_key", "Authorization: Bearer " + Keys.UNKNOWN),
            new Form("padding after a key", 401, "unknown_key", "Authorization: Bearer " + Keys.SECRET + "="),
            new Form("the example key", 401, "example_key", "Authorization: Bearer " + Keys.EXAMPLE),
            new Form("an expired key", 401, "expired_key", "Authorization: Bearer " + Keys.EXPIRED),
            new Form("a revoked key", 401, "revoked_key", "Authorization: Bearer " + Keys.REVOKED),
            new Form("a publishable key", 403, "secret_key_required", "Authorization: Bearer " + Keys.PUBLISHABLE),
            new Form("Basic with a password", 401, "malformed_key", "Authorization: " + basic(Keys.SECRET + ":x")),
            new Form("Basic without a colon", 401, "malformed_key", "Authorization: " + basic(Keys.SECRET)),
            new Form(
                    "Basic with the key as password",
                    401,
                    "malformed_key",
                    "Authorization: " + basic(":" + Keys.SECRET)),
            new Form(
                    "Basic with a control character",
                    401,
                    "malformed_key",
                    "Authorization: " + basic(Keys.SECRET + "\n:")),
            new Form("Basic in MIME lines", 401, "malformed_key", "Authorization: Basic " + "\"" + "YWJj"),
            new Form("Basic that is no Base64", 401, "malformed_key", "Authorization: Basic ****"),
            new Form(
                    "Basic with a list",
                    400,
                    "multiple_credentials",
                    "Authorization: " + basic(Keys.SECRET + ":") + ", x"),
            new Form(
                    "two fields",
                    400,
                    "multiple_credentials",
                    "Authorization: Bearer " + Keys.SECRET,
                    "Authorization: Bearer " + Keys.SECRET),
            new Form(
                    "two fields joined by a comma",
                    400,
                    "multiple_credentials",
                    "Authorization: Bearer " + Keys.SECRET + ", Bearer " + Keys.SECRET),
            new Form(
                    "two sources with the same key",
                    200,
                    "",
                    "Authorization: " + basic(Keys.SECRET + ":"),
                    "X-API-Key: " + Keys.SECRET),
            new Form(
                    "two sources with different keys",
                    400,
                    "multiple_credentials",
                    "Authorization: Bearer " + Keys.SECRET,
                    "X-API-Key: " + Keys.READER),
            new Form(
                    "two extra fields",
                    400,
                    "multiple_credentials",
                    "X-API-Key: " + Keys.SECRET,
                    "x-api-key: " + Keys.SECRET),
            new Form("a cookie", 401, "missing_key", "Cookie: Authorization=Bearer " + Keys.SECRET),
            new Form("a field that only looks alike", 401, "missing_key", "X_API_Key: " + Keys.SECRET),
            new Form(
                    "a browser's Origin",
                    403,
                    "secret_key_in_browser",
                    "Authorization: Bearer " + Keys.SECRET,
                    "Origin: https://a.example"),
            new Form(
                    "a browser's Sec-Fetch-Site",
                    403,
                    "secret_key_in_browser",
                    "Authorization: Bearer " + Keys.SECRET,
                    "Sec-Fetch-Site: cross-site"),
            new Form("Sec-Fetch-Mode alone", 200, "", "Authorization: Bearer " + Keys.SECRET, "Sec-Fetch-Mode: cors"));

    /** On a route that is delegated to the application. */
    private static final List<Form> DELEGATED = List.of(
            new Form("nothing", 200, ""),
            new Form("a JWT", 200, "", "Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk"),
            new Form("Basic of the application", 200, "", "Authorization: " + basic("user:password")),
            new Form("another scheme", 200, "", "Authorization: Digest username=\"a\", realm=\"b\""),
            new Form("a secret key", 200, "", "Authorization: Bearer " + Keys.SECRET),
            new Form("a secret key in the extra header", 200, "", "X-API-Key: " + Keys.SECRET),
            new Form("a publishable key", 403, "secret_key_required", "Authorization: Bearer " + Keys.PUBLISHABLE),
            new Form("an unknown key", 401, "unknown_key", "Authorization: Bearer " + Keys.UNKNOWN),
            new Form("a revoked key", 401, "revoked_key", "Authorization: " + basic(Keys.REVOKED + ":")),
            new Form("a typing mistake", 401, "malformed_key", "Authorization: Bearer " + Keys.mistyped(Keys.SECRET)),
            new Form("no key in the extra header", 401, "malformed_key", "X-API-Key: eyJhbGciOiJFUzI1NiJ9.e30.x"),
            new Form(
                    "a JWT joined with a key",
                    400,
                    "multiple_credentials",
                    "Authorization: Bearer e30.e30.x, Bearer " + Keys.SECRET),
            new Form(
                    "a JWT beside a key",
                    400,
                    "multiple_credentials",
                    "Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.e30.x",
                    "X-API-Key: " + Keys.SECRET));

    /** What a container may refuse itself, as long as nothing gets through. */
    private static final List<String> MALFORMED_LINES = List.of(
            "Authorization: Bea\u00aerer " + Keys.SECRET,
            // The long s of U+017F, in UTF-8: a fold of letters beyond ASCII takes it for an s.
            "Authorization: Ba\u00c5\u00bfic " + basic(Keys.SECRET + ":").substring(6),
            "Authorization: B\u0085earer " + Keys.SECRET,
            "Authorization: Bearer " + Keys.SECRET + "\u00c2\u00a0",
            "Authorization: Bearer " + Keys.SECRET.replace("k", "\u00e2\u0084\u00aa"),
            "Authorization: Bearer " + Keys.SECRET + "\u001b[31m",
            "Authorization: Bearer " + Keys.SECRET + "\u0001",
            "Authorization: Bearer \u00a0" + Keys.SECRET,
            "Authorization : Bearer " + Keys.SECRET,
            "Authorization: Bearer " + Keys.SECRET + "\u000b",
            " Authorization: Bearer " + Keys.SECRET,
            "Authorization: Bearer ${jndi:ldap://127.0.0.1/" + Keys.UNKNOWN + "}");

    private CredentialChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (Form form : FORMS) {
            checks.add(new Check(
                    "credentials", (form.name + " comes to " + form.status + " " + form.code).strip(), client -> {
                        ReceivedResponse response =
                                client.get("/organizations", form.headerLines.toArray(String[]::new));
                        assertThat(response.status()).as(response.toString()).isEqualTo(form.status);
                        assertThat(response.code()).as(response.toString()).isEqualTo(form.code);
                        assertThat(response.isSecret()).isEqualTo(form.status == 200);
                        if (form.status != 200) {
                            assertThat(response.toString()).doesNotContain(Keys.all());
                        }
                    }));
        }
        for (Form form : DELEGATED) {
            String name = (form.name + " on a delegated route comes to " + form.status + " " + form.code).strip();
            checks.add(new Check("credentials", name, client -> {
                ReceivedResponse response = client.get("/app/x", form.headerLines.toArray(String[]::new));
                assertThat(response.status()).as(response.toString()).isEqualTo(form.status);
                assertThat(response.code()).as(response.toString()).isEqualTo(form.code);
                assertThat(response.toString()).doesNotContain(Keys.all());
            }));
        }
        for (String line : MALFORMED_LINES) {
            checks.add(new Check("credentials", "no way in by the line " + line.replaceAll("\\p{C}", "?"), client -> {
                ReceivedResponse response = client.get("/organizations", line);
                assertThat(response.isSecret()).as(response.toString()).isFalse();
                assertThat(response.status()).isBetween(400, 499);
                assertThat(response.toString()).doesNotContain(Keys.SECRET).doesNotContain("jndi");
            }));
        }
        checks.add(new Check("credentials", "a tab before the key comes to 401 malformed_key", client -> {
            // Undertow takes the tab out of any field before a filter sees it.
            boolean seen =
                    client.get("/health", "Authorization: Other \tx").body().contains("authorization=Other \tx");
            ReceivedResponse response = client.get("/organizations", "Authorization: Bearer \t" + Keys.SECRET);
            assertThat(response.code()).as(response.toString()).isEqualTo(seen ? "malformed_key" : "");
            assertThat(response.isSecret()).isNotEqualTo(seen);
        }));
        checks.add(new Check("credentials", "a key in the query or the path never authenticates", client -> {
            assertThat(client.get("/organizations?api_key=" + Keys.SECRET + "&Authorization=Bearer%20" + Keys.SECRET)
                            .status())
                    .isEqualTo(401);
            assertThat(client.get("/organizations/" + Keys.SECRET).status()).isEqualTo(401);
        }));
        return checks;
    }

    private static String basic(String userPass) {
        return "Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }
}
