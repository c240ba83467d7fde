package dev.keystile.admin;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.ApiKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list of keys: behind the key with this time of creation and this id. The position stays the same when
 * keys are added, changed or removed.
 *
 * @param createdAt the time of creation of the key
 * @param id the id of the key
 */
public record KeyCursor(Instant createdAt, String id) implements Comparable<KeyCursor> {

    private static final Comparator<KeyCursor> ORDER =
            Comparator.comparing(KeyCursor::createdAt).thenComparing(KeyCursor::id);

    /** The position behind a key. */
    public static KeyCursor of(ApiKey key) {
        return new KeyCursor(key.createdAt(), key.id());
    }

    /**
     * Reads the text of a cursor.
     *
     * @return null if the text is null
     * @throws InvalidException if the text is not a cursor
     */
    static @Nullable KeyCursor parse(@Nullable String text) throws InvalidException {
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            return new KeyCursor(Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])), parts[2]);
        } catch (IllegalArgumentException
                | ArrayIndexOutOfBoundsException
                | DateTimeException
                | ArithmeticException e) {
            throw new InvalidException(
                    "after", "the cursor is none that a list ended with; leave it out to begin anew");
        }
    }

    /** The cursor as opaque text of letters, digits, hyphens and underscores. */
    String text() {
        String place = createdAt.getEpochSecond() + " " + createdAt.getNano() + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** Orders by the time of creation, then by the id. */
    @Override
    public int compareTo(KeyCursor other) {
        return ORDER.compare(this, other);
    }
}
