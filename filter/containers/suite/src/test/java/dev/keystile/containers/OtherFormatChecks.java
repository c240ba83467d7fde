package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Keys in the format of other systems, where {@code credentials.other-formats} accepts them. */
final class OtherFormatChecks {

    private static final List<String> MALFORMED = List.of(
            "too-short-16ch",
            "a".repeat(513),
            Keys.OTHER_FORMATS.get(0) + ":x",
            "{" + Keys.OTHER_FORMATS.get(0) + "}",
            "\"" + Keys.OTHER_FORMATS.get(0) + "\"",
            Keys.OTHER_FORMATS.get(0) + "%3D",
            Keys.OTHER_FORMATS.get(0) + " x",
            "a=b".repeat(8),
            Keys.mistyped(Keys.SECRET));

    private static final List<String> UNKNOWN = List.of(
            Keys.OTHER_FORMATS.get(0).toUpperCase(Locale.ROOT),
            Keys.OTHER_FORMATS.get(0) + "=",
            Keys.OTHER_FORMATS.get(0).substring(1),
            "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk",
            "SK" + Keys.SECRET.substring(2),
            Keys.DISAGREES);

    private OtherFormatChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String key : Keys.OTHER_FORMATS) {
            for (String line : lines(key)) {
                checks.add(check("200, and the key hidden, for " + line, client -> assertGranted(client, line)));
            }
            checks.add(check(
                    "a public route does not show " + key + " in the extra header",
                    client -> assertThat(
                                    client.get("/health", "X-API-Key: " + key).body())
                            .contains("OPEN-DATA", "x-api-key=null")
                            .doesNotContain(key)));
            checks.add(check(
                    "on a delegated route the Bearer token " + key + " belongs to the application",
                    client -> assertThat(
                                    client.get("/app/x", Client.bearer(key)).body())
                            .contains("user=null", "authorization=Bearer " + key)));
            checks.add(check(
                    key + " and another key are two credentials",
                    client -> assertThat(client.get("/organizations", Client.bearer(key), "X-API-Key: " + Keys.SECRET)
                                    .code())
                            .isEqualTo("multiple_credentials")));
        }
        MALFORMED.forEach(key -> refused(key, "malformed_key", checks));
        UNKNOWN.forEach(key -> refused(key, "unknown_key", checks));
        checks.add(check(
                "the application's token passes on a public route",
                client -> assertThat(client.get("/health", Client.bearer("eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk"))
                                .body())
                        .contains("authorization=Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk")));
        return checks;
    }

    private static List<String> lines(String key) {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
        return List.of(Client.bearer(key), "Authorization: Basic " + basic, "X-API-Key: " + key);
    }

    private static void assertGranted(Client client, String line) {
        ReceivedResponse response = client.get("/organizations", line);
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.body())
                .contains("role secret=true", "authorization=null", "x-api-key=null")
                .doesNotContain(Keys.OTHER_FORMATS);
    }

    private static void refused(String key, String code, List<Check> checks) {
        String name = key.length() > 60 ? key.length() + " characters" : key;
        for (String line : List.of(Client.bearer(key), "X-API-Key: " + key)) {
            String field = line.substring(0, line.indexOf(':'));
            checks.add(check(code + " for " + name + " in " + field, client -> {
                ReceivedResponse response = client.get("/organizations", line);
                assertThat(response.code()).as(response.toString()).isEqualTo(code);
                assertThat(response.toString()).doesNotContain(key);
            }));
        }
    }

    private static Check check(String name, Check.Body body) {
        return new Check("other formats", name, body);
    }
}
