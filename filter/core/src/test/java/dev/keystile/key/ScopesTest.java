package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void allScopesIncludeEveryScope() {
        assertThat(Scopes.all().includes("anything")).isTrue();
        assertThat(Scopes.all().includesAll(Set.of("a", "b"))).isTrue();
        assertThat(Scopes.all().isUnrestricted()).isTrue();
        assertThat(Scopes.all().values()).isEmpty();
    }

    @Test
    void anEmptyListMeansNone() {
        Scopes none = Scopes.of(List.of());

        assertThat(none.includes("a")).isFalse();
        assertThat(none.includesAll(Set.of("a"))).isFalse();
        assertThat(none.includesAll(Set.of())).as("a route that needs none").isTrue();
        assertThat(none).isNotEqualTo(Scopes.all()).doesNotHaveSameHashCodeAs(Scopes.all());
    }

    @Test
    void aListMeansExactlyThese() {
        Scopes scopes = Scopes.of(List.of("organizations:write", "a", "a"));

        assertThat(scopes.includesAll(Set.of("a", "organizations:write"))).isTrue();
        assertThat(scopes.includesAll(Set.of("a", "b"))).isFalse();
        assertThat(scopes.includes("organizations")).isFalse();
        assertThat(scopes.includes("A")).isFalse();
        assertThat(scopes).hasToString("a organizations:write");
        assertThat(scopes).isEqualTo(Scopes.of(Set.of("a", "organizations:write")));
        assertThat(scopes).hasSameHashCodeAs(Scopes.of(Set.of("a", "organizations:write")));
    }

    @Test
    void theListIsCopiedAndCannotBeChanged() {
        List<String> list = new ArrayList<>(List.of("a"));
        Scopes scopes = Scopes.of(list);
        list.add("b");

        assertThat(scopes.includes("b")).isFalse();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> scopes.values().add("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"", "a\\b", "é", "a\n", "a\u007f"})
    void textThatCannotBeInAChallengeIsNotAScope(String scope) {
        assertThatIllegalArgumentException().isThrownBy(() -> Scopes.of(List.of(scope)));
    }
}
