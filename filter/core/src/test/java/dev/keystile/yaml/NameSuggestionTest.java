package dev.keystile.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSuggestionTest {

    private static final List<String> KNOWN =
            List.of("store", "cache", "cache.fresh-for", "cors.allowed-origins", "paths.case", "credentials.hide");

    @ParameterizedTest
    @CsvSource({
        "cahce, cache",
        "Store, store",
        "fresh_for, cache.fresh-for",
        "cache.freshFor, cache.fresh-for",
        "fresh-fro, cache.fresh-for",
        "origins, cors.allowed-origins",
        "path.case, paths.case"
    })
    void aNameThatIsNearIsSuggested(String name, String suggestion) {
        assertThat(NameSuggestion.nearest(name, KNOWN)).contains(suggestion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode", "x", "telemetry", "fo", "timeouts", ""})
    void nothingIsSuggestedWhereNothingIsNear(String name) {
        assertThat(NameSuggestion.nearest(name, KNOWN)).isEmpty();
    }

    @Test
    void nothingIsSuggestedWhereNothingIsKnown() {
        assertThat(NameSuggestion.nearest("store", List.of())).isEmpty();
    }
}
