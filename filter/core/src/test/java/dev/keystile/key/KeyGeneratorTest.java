package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGeneratorTest {

    private final KeyGenerator generator = new KeyGenerator();

    @Test
    void theSecretPartHolds190BitsAndMore() {
        assertThat(KeyFormat.SECRET_LENGTH * Math.log(62) / Math.log(2)).isGreaterThan(190);
    }

    @Test
    void everyCharacterIsAsLikelyAsAnyOther() {
        int[] counts = new int[128];
        Set<String> seen = new HashSet<>();
        int keys = 10_000;
        for (int i = 0; i < keys; i++) {
            String text = generator.newKey(KeyType.SECRET, "demo");
            assertThat(seen.add(text)).isTrue();
            text.substring("sk_demo_".length(), text.length() - KeyFormat.CHECKSUM_LENGTH)
                    .chars()
                    .forEach(c -> counts[c]++);
        }

        double expected = keys * KeyFormat.SECRET_LENGTH / 62.0;
        double chiSquare = Base62.ALPHABET
                .chars()
                .mapToDouble(c -> Math.pow(counts[c] - expected, 2) / expected)
                .sum();
        assertThat(chiSquare).as("61 degrees of freedom, one in a billion").isLessThan(150);
    }

    @Test
    void eachCharacterTakesItsOwnDrawFromTheSource() {
        int[] draws = {0};
        KeyGenerator counted = new KeyGenerator(new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                draws[0]++;
                return bound - 1;
            }
        });

        assertThat(counted.newKey(KeyType.PUBLISHABLE, "demo")).startsWith("pk_demo_" + "z".repeat(33));
        assertThat(draws[0]).isEqualTo(33);
    }

    @Test
    void anIdIsItsPrefixAnd22Characters() {
        assertThat(generator.newId("key")).matches("key_[0-9A-Za-z]{22}").isNotEqualTo(generator.newId("key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Demo", "1a", "-a", "a_b", "a b", "é", "a12345678901234567890123456789012"})
    void anEnvironmentThatNoKeyCanNameIsRefused(String id) {
        assertThat(Environment.isId(id)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> generator.newKey(KeyType.SECRET, id));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Environment(id, "name"))
                .withMessageContaining("'" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "demo", "a-", "eu-west-1", "a123456789012345678901234567890"})
    void anEnvironmentIsItsId(String id) {
        assertThat(new Environment(id, "name")).hasToString(id);
    }

    @Test
    void theEnvironmentOfTheExamplesIsReserved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Environment("example", "name"))
                .withMessageContaining("reserved");
    }
}
