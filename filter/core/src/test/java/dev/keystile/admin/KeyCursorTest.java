package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.ApiKey;
import dev.keystile.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCursorTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");

    @Test
    void aCursorIsReadAsItWasWritten() throws Exception {
        KeyCursor cursor = new KeyCursor(NOON, "key_1 2");
        ApiKey key = TestKeys.newRecord();

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
        assertThat(KeyCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(KeyCursor.of(key)).isEqualTo(new KeyCursor(key.createdAt(), key.id()));
        assertThat(KeyCursor.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 2", "x 2 key", "1 x key", "9223372036854775807 0 key"})
    void otherTextIsNoCursor(String place) {
        String text = Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));

        InvalidException refusal = catchThrowableOfType(InvalidException.class, () -> KeyCursor.parse(text));

        assertThat(refusal.field()).isEqualTo("after");
        assertThat(refusal).hasMessage("the cursor is none that a list ended with; leave it out to begin anew");
        assertThat(catchThrowableOfType(InvalidException.class, () -> KeyCursor.parse("no base64!")))
                .hasMessage(refusal.getMessage());
    }

    @Test
    void cursorsAreOrderedByTimeAndThenById() {
        assertThat(new KeyCursor(NOON, "b"))
                .isLessThan(new KeyCursor(NOON.plusNanos(1), "a"))
                .isGreaterThan(new KeyCursor(NOON, "a"))
                .isEqualByComparingTo(new KeyCursor(NOON, "b"));
    }
}
