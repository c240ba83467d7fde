package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", " Bearer abc", "\tBearer abc \t", "  \t Bearer abc\t  "})
    void spacesAndTabsAroundAValueDoNotBelongToIt(String value) {
        int start = FieldText.start(value);

        assertThat(value.substring(start, FieldText.end(value, start))).isEqualTo("Bearer abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " \t \t"})
    void aValueOfWhiteSpaceAloneIsEmpty(String value) {
        int start = FieldText.start(value);

        assertThat(start).isEqualTo(value.length());
        assertThat(FieldText.end(value, start)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Bearer abc | 6", "Bearer | 6", "' Bearer  abc ' | 7", "' Bearer ' | 7"})
    void aSchemeEndsAtTheFirstSpaceOrWithTheValue(String value, int schemeEnd) {
        int start = FieldText.start(value);

        assertThat(FieldText.schemeEnd(value, start, FieldText.end(value, start)))
                .isEqualTo(schemeEnd);
    }

    @Test
    void aSchemeDoesNotReachBeyondTheEnd() {
        assertThat(FieldText.schemeEnd("abcdef gh", 0, 4)).isEqualTo(4);
    }

    @Test
    void onlySpacesStandBetweenSchemeAndToken() {
        assertThat(FieldText.skipSpaces("Bearer   abc", 6, 12)).isEqualTo(9);
        assertThat(FieldText.skipSpaces("Bearer \tabc", 6, 11)).isEqualTo(7);
        assertThat(FieldText.skipSpaces("Bearer    ", 6, 8))
                .as("no further than the end")
                .isEqualTo(8);
    }
}
