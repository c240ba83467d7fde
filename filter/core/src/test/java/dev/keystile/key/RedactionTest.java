package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer sk_demo_abc",
                "bearer pk_demo_abc",
                "sk_demo_abc",
                "sk_",
                "Bearer  sk_a, Bearer b",
                "Token token=\"sk_demo_abc\"",
                "Bearer \tsk_demo_abc",
                "Bearer SK_demo_abc",
                "Bearer Pk_",
                "Bearer:sk_demo_abc",
                "<sk_demo_abc>",
                "k_ sk_demo_abc",
                "Bearer mask_x sk_demo_abc",
                "Digest k_k_,pk_a"
            })
    void aFieldWithAKeyIsRecognised(String value) {
        assertThat(Redaction.fieldMayHoldKey(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_demo_abc:",
                "sk_demo_abc",
                "user:sk_demo_abc",
                "pk_a:sk_b",
                "\u00e9:sk_demo_abc",
                "sk_a\n:",
                "PK_demo_abc:"
            })
    void aFieldWithAKeyInBasicIsRecognised(String userPass) {
        String encoded = Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
        assertThat(Redaction.fieldMayHoldKey("Basic " + encoded)).isTrue();
        assertThat(Redaction.fieldMayHoldKey(" bASIC   " + encoded + " ")).isTrue();
        assertThat(Redaction.fieldMayHoldKey("Basic " + encoded.replace("=", "")))
                .isTrue();
        assertThat(Redaction.fieldMayHoldKey("Digest " + encoded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k_",
                "sk",
                "Bearer eyJhbGciOiJFUzI1NiJ9.task_1.abc",
                "Bearer desk_lamp",
                "Bearer rk_demo_abc",
                "Negotiate abc/sk_x",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic a",
                "Basic dXNlcjpwYXNzd29yZA=="
            })
    void anyOtherFieldIsLeftAlone(String value) {
        assertThat(Redaction.fieldMayHoldKey(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_",
                "pk_demo_abc",
                "SK_DEMO",
                "pK_x",
                "xsk_x",
                "task_1",
                "__pk_",
                "sk-sk_",
                "a\nsk_demo",
                "s\u212a_x",
                "\u017fk_x"
            })
    void aKeyIsRecognisedAnywhereAndInAnyLetterCase(String text) {
        assertThat(Redaction.mayHoldKey(text)).isTrue();
        assertThat(Redaction.pathMayHoldKey("/" + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "k_", "sk", "sk-", "s_k_", "ak_1", "a.B_9-x", "/organizations/org_01"})
    void textWithoutTypeAndUnderscoreHoldsNoKey(String text) {
        assertThat(Redaction.mayHoldKey(text)).isFalse();
        assertThat(Redaction.pathMayHoldKey("/" + text)).isFalse();
        assertThat(Redaction.indexOfKey(text)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%73k_demo",
                "/s%6B_demo",
                "/sk%5fdemo",
                "/%53%4b%5F",
                "/a%2Fpk_b",
                "/sk_demo%",
                "/a%",
                "/%zz",
                "/%2573k_demo",
                "/sk%25255fdemo",
                "/%73k_demo%25",
                "/%25252573k_demo",
                "%73k_demo"
            })
    void aPercentEncodedKeyInAPathIsRecognisedAndAWrongEncodingCountsAsOne(String path) {
        assertThat(Redaction.pathMayHoldKey(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a%20b", "/100%25", "/a%25zz", "/caf%C3%A9_1", "/s+k_", "/%2525252573k_demo"})
    void anyOtherPathHoldsNone(String path) {
        assertThat(Redaction.pathMayHoldKey(path)).isFalse();
    }

    @Test
    void aKeyAsWordIsAtTheStartOrBehindACharacterThatNoTokenHas() {
        assertThat(Redaction.mayHoldKeyAsWord("sk_demo")).isTrue();
        assertThat(Redaction.mayHoldKeyAsWord("key=SK_demo")).isTrue();
        assertThat(Redaction.mayHoldKeyAsWord("task_1")).isFalse();
        assertThat(Redaction.mayHoldKeyAsWord("abc/sk_x")).isFalse();
    }

    @Test
    void theIndexOfAKeyIsReturned() {
        assertThat(Redaction.indexOfKey("PK_a")).isZero();
        assertThat(Redaction.indexOfKey("a k_ sk_demo pk_demo")).isEqualTo(5);
    }

    @Test
    void quotedTextEndsWhereAKeyBegins() {
        assertThat(Redaction.quoted("")).isEqualTo("''");
        assertThat(Redaction.quoted("desk lamp")).isEqualTo("'desk lamp'");
        assertThat(Redaction.quoted("a\u202eb\nc")).isEqualTo("'a b c'");
        assertThat(Redaction.quoted("sk_")).isEqualTo("'sk_…'");
        assertThat(Redaction.quoted("is Pk_demo_abc")).isEqualTo("'is Pk_…'");
        assertThat(Redaction.quoted("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(Redaction.quoted("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
        assertThat(Redaction.quoted("x".repeat(79) + "sk_a")).isEqualTo("'" + "x".repeat(79) + "s…'");
    }

    @Test
    void quotedTextEndsWhereAUrlWithAPasswordNamesItsUser() {
        assertThat(Redaction.quoted("http://user:pass@host/")).isEqualTo("'http://…'");
        assertThat(Redaction.quoted("jdbc:postgresql://u:p/a@ss@host/keys")).isEqualTo("'jdbc:postgresql://…'");
        assertThat(Redaction.quoted("http://host:80/a")).isEqualTo("'http://host:80/a'");
        assertThat(Redaction.quoted("https://user@host")).isEqualTo("'https://user@host'");
        assertThat(Redaction.mayHoldPassword("http://user:pass@host/")).isTrue();
        assertThat(Redaction.mayHoldPassword("://user:pass@host/")).isTrue();
        assertThat(Redaction.mayHoldPassword("a:b@c")).isFalse();
    }
}
