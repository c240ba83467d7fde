package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRulesTest {

    private static final String MAX_NAME = "n".repeat(255);
    private static final String MAX_SCOPE = "s".repeat(255);
    private static final String MAX_ORIGIN = "https://" + "o".repeat(504);

    private static final Restrictions ONE_NETWORK = Restrictions.of(null, List.of("10.0.0.0/8"));

    /** A key of this type, with a name, scopes and restrictions. */
    private record Draft(KeyType type, String name, Scopes scopes, Restrictions restrictions) {

        ApiKey key() {
            ApiKey of = TestKeys.record(TestKeys.text(type));
            return new ApiKey(
                    of.id(),
                    type,
                    of.project(),
                    name,
                    of.digest(),
                    null,
                    scopes,
                    restrictions,
                    of.createdAt(),
                    null,
                    null);
        }
    }

    private static Draft secret(String name, String... scopes) {
        return new Draft(KeyType.SECRET, name, Scopes.of(List.of(scopes)), Restrictions.NONE);
    }

    private static Draft publishable(Restrictions restrictions) {
        return new Draft(KeyType.PUBLISHABLE, "", Scopes.all(), restrictions);
    }

    private static Restrictions origin(String origin) {
        return Restrictions.of(List.of(origin), null);
    }

    static final List<Draft> GOOD = List.of(
            secret(""),
            secret(MAX_NAME),
            secret(" sk_demo is a prefix"),
            secret(" sk_demo"),
            secret("ci", MAX_SCOPE, "task_1"),
            new Draft(KeyType.SECRET, "ci", Scopes.all(), ONE_NETWORK),
            publishable(origin(MAX_ORIGIN)));

    @ParameterizedTest
    @FieldSource("GOOD")
    void aKeyThatKeepsTheRulesIsMade(Draft draft) {
        assertThat(draft.key().name()).isEqualTo(draft.name());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(secret("a\nb"), "name", "the key's name must be printable text"),
                Arguments.of(secret("  "), "name", "the key's name must not be blank"),
                Arguments.of(
                        secret(MAX_NAME + "n"), "name", "the key's name must have 255 characters at most, not 256"),
                Arguments.of(secret("sk_demo_abc"), "name", "the key's name holds a key in clear text"),
                Arguments.of(secret("", MAX_SCOPE + "s"), "scopes", "a scope must have 255 characters at most"),
                Arguments.of(secret("", "sk_demo_abc"), "scopes", "a scope holds a key in clear text"),
                Arguments.of(
                        new Draft(KeyType.PUBLISHABLE, "", Scopes.of(List.of("read")), Restrictions.NONE),
                        "scopes",
                        "scopes are for secret keys"),
                Arguments.of(publishable(ONE_NETWORK), "allowed-networks", "networks are for secret keys"),
                Arguments.of(
                        new Draft(KeyType.SECRET, "", Scopes.all(), origin("https://a")),
                        "allowed-origins",
                        "origins are for publishable keys"),
                Arguments.of(
                        publishable(origin(MAX_ORIGIN + "o")),
                        "allowed-origins",
                        "an origin must have 512 characters at most"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aBrokenRuleIsNamedWithTheField(Draft draft, String field, String message) {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(draft::key)
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void ofStoredOriginsTheShortStay() {
        Restrictions stored = Restrictions.of(List.of(MAX_ORIGIN, MAX_ORIGIN + "o"), null);

        assertThat(KeyRules.corrected(KeyType.PUBLISHABLE, stored)).isEqualTo(origin(MAX_ORIGIN));
        assertThat(KeyRules.corrected(KeyType.PUBLISHABLE, Restrictions.NONE)).isEqualTo(Restrictions.NONE);
    }

    @Test
    void ofStoredScopesTheLongestAllowedStays() {
        assertThat(KeyRules.corrected(KeyType.SECRET, Scopes.of(List.of(MAX_SCOPE, MAX_SCOPE + "s"))))
                .isEqualTo(Scopes.of(List.of(MAX_SCOPE)));
    }

    @Test
    void wrongMetadataIsAnErrorOfThatField() {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> KeyRules.checkedMetadata(Map.of("", "")))
                .satisfies(e -> assertThat(e.field()).isEqualTo("metadata"));
    }
}
