package dev.keystile.admin;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.KeyRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of keys: behind the key that was made at this time and has this id. The place stays where it is
 * when other keys are made, changed or removed, that key among them.
 *
 * @param createdAt when the key was made
 * @param id its id
 */
public record KeyCursor(Instant createdAt, String id) implements Comparable<KeyCursor> {

    private static final Comparator<KeyCursor> ORDER =
            Comparator.comparing(KeyCursor::createdAt).thenComparing(KeyCursor::id);

    /** Behind a key. */
    public static KeyCursor of(KeyRecord key) {
        return new KeyCursor(key.createdAt(), key.id());
    }

    /**
     * Reads a cursor's text.
     *
     * @return null if there is none
     * @throws InvalidException if it is not one that a list ended with
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

    /** Opaque text, of letters, digits, hyphens and underscores. */
    String text() {
        String place = createdAt.getEpochSecond() + " " + createdAt.getNano() + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** In the order of their making. */
    @Override
    public int compareTo(KeyCursor other) {
        return ORDER.compare(this, other);
    }
}
