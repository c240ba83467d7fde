package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.key.ExampleKeys;
import dev.keystile.store.KeyStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongKeyFileTest {

    private static final String ENVIRONMENTS = "environments: [{id: demo, project-id: p}]\n";
    private static final String DIGEST = "0f".repeat(32);
    private static final String KEY =
            "id: k1, type: secret, environment: demo, sha256: " + DIGEST + ", created-at: 2026-11-24T00:00:00Z";

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> KeyFile.parse(text, "keys.yaml"))
                .isInstanceOf(KeyStoreException.class)
                .hasNoCause()
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id: k1         | id: sp ace           | keys.id is 'sp ace'; it must be 1 to 128 letters, digits, dots, hyphens and underscores
            type: secret   | type: sk             | keys.type is 'sk'; it must be publishable or secret
            type: secret   | type: null           | keys.type is missing; it must be publishable or secret
            : demo         | : prod               | keys.environment is 'prod'; it must be the id of one of the environments in this file: demo
            created-at:    | created_at:          | unknown name 'keys.created_at'; did you mean 'keys.created-at'?
            T00:00:00Z     | ''                   | keys.created-at is '2026-11-24 '''; it must be a time in UTC such as 2026-11-24T00:00:00Z
            type: secret   | type: secret, revoked-at: yes | keys.revoked-at is 'yes'; it must be a time in UTC such as 2026-11-24T00:00:00Z
            type: secret   | type: secret, last-four: abc  | keys.last-four must be the last four characters of the key
            type: secret   | type: secret, scopes: [a b]   | scope 'a b' must be one or more printable ASCII characters without space, quote or backslash
            type: secret   | type: secret, scopes: all     | keys.scopes is a single value; it must be a list
            """)
    void aWrongFieldIsNamedByItsLine(String right, String wrong, String problem) {
        String replacement = wrong.equals("''") ? " ''" : wrong;
        assertRefused(ENVIRONMENTS + "keys:\n  - {" + KEY.replace(right, replacement) + "}", "keys.yaml:3: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            allowed-origins: ['*']                           | allowed-origins is '*'; it must be an exact origin as browsers send it, in lower case, without a path and without the scheme's default port, such as https://app.example.com or http://localhost:3000
            allowed-origins: [https://a.example, 'null']     | allowed-origins is 'null'; it must be an exact origin as browsers send it, in lower case, without a path and without the scheme's default port, such as https://app.example.com or http://localhost:3000
            allowed-networks: [10.0.0.1/8]                   | allowed-networks is '10.0.0.1/8'; it must be an IP address or a network with no bit set behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8
            allowed-networks: ['::1', localhost]             | allowed-networks is 'localhost'; it must be an IP address or a network with no bit set behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8
            allowed-networks: 10.0.0.0/8                     | allowed-networks is a single value; it must be a list
            allowed-origins: https://a.example               | allowed-origins is a single value; it must be a list
            allowed-networks: [~]                            | allowed-networks has an item without a value
            allowed-networks:                                | allowed-networks has no value; it must be a list, [] to allow nothing, or be left out
            allowed-origins: null                            | allowed-origins has no value; it must be a list, [] to allow nothing, or be left out
            scopes: ~                                        | scopes has no value; it must be a list, [] to allow nothing, or be left out
            """)
    void aLimitThatIsNotCertainIsRefusedWithItsLine(String line, String problem) {
        String key = "keys:\n  - " + KEY.replace(", ", "\n    ") + "\n    " + line + "\n";
        assertRefused(ENVIRONMENTS + key, "keys.yaml:8: keys." + problem);
    }

    @Test
    void anItemIsNamedByItsOwnLine() {
        String key =
                "keys:\n  - " + KEY.replace(", ", "\n    ") + "\n    allowed-networks:\n      - ::1\n      - any\n";
        assertRefused(
                ENVIRONMENTS + key,
                "keys.yaml:10: keys.allowed-networks is 'any'; it must be an IP address or a network with no bit set"
                        + " behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0f0f", "not-a-digest-but-perhaps-a-secret", "0g"})
    void whatStandsInPlaceOfADigestIsNotShown(String value) {
        assertRefused(
                ENVIRONMENTS + "keys:\n  - {" + KEY.replace(DIGEST, value) + "}",
                "keys.yaml:3: keys.sha256 must be the 64 hexadecimal digits that"
                        + " 'java -jar keystile.jar keys hash' prints for a key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "name", "id", "key", "last-four", "type"})
    void aKeyInClearTextIsRefusedWithTheCommandThatHashesIt(String field) {
        String fields = KEY.replaceFirst(field + ": [^,]+(, )?", "") + ", " + field + ": " + ExampleKeys.SECRET;
        assertRefused(
                ENVIRONMENTS + "keys:\n  - {" + fields + "}",
                "keys.yaml:3: keys." + field + " holds a key in clear text; put 'sha256:' with what"
                        + " 'java -jar keystile.jar keys hash' prints for it in its place");
    }

    @Test
    void aKeyInPlaceOfANameIsNotShown() {
        assertThatThrownBy(
                        () -> KeyFile.parse(ENVIRONMENTS + "keys:\n  - {" + ExampleKeys.SECRET + ": x}", "keys.yaml"))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("keys.yaml:3: unknown name 'keys.sk_…'");
    }

    @Test
    void twoKeysWithOneIdAreRefused() {
        String other = KEY.replace(DIGEST, "ab".repeat(32));
        assertRefused(
                ENVIRONMENTS + "keys:\n  - {" + KEY + "}\n  - {" + other + "}",
                "keys.yaml:4: keys.id is the same as at keys.yaml:3; keep one of them");
    }

    @Test
    void twoKeysWithOneDigestAreRefused() {
        String other = KEY.replace("k1", "k2").replace(DIGEST, "0F".repeat(32));
        assertRefused(
                ENVIRONMENTS + "keys:\n  - {" + KEY + "}\n  - {" + other + "}",
                "keys.yaml:4: keys.sha256 is the same as at keys.yaml:3; keep one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ''                                                                | keys.yaml:1: environments is missing; it must be a list, [] for an empty one
            environments: []                                                  | keys.yaml:1: keys is missing; it must be a list, [] for an empty one
            environments: []¶keys:                                            | keys.yaml:1: keys is missing; it must be a list, [] for an empty one
            environments: []¶keyz: []                                         | keys.yaml:2: unknown name 'keyz'; did you mean 'keys'?
            environments: [{id: demo, project-id: p}, {id: demo, project-id: q}] | keys.yaml:1: environments.id is the same as at keys.yaml:1; keep one of them
            environments: [{id: Demo, project-id: p}]                         | keys.yaml:1: environment id 'Demo' must be a lower-case letter followed by up to 30 lower-case letters, digits or hyphens
            environments: [{id: example, project-id: p}]                      | keys.yaml:1: environment id 'example' is reserved for the keys that the documentation prints
            environments: [{id: demo}]                                        | keys.yaml:1: environments.project-id is missing; it must be the public identifier of its project
            environments: [{name: demo, project-id: p}]                       | keys.yaml:1: environments.id is missing; it must be a short name such as demo
            """)
    void aFileThatIsCutShortOrContradictsItselfIsRefused(String text, String message) {
        assertRefused(text.replace("''", "").replace('¶', '\n'), message);
    }
}
