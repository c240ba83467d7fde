package dev.keystile.demo.docs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An example that runs as it stands.
 *
 * @param file what to call it
 * @param command how it is run then; null where it is pasted into a shell
 * @param tokens its text, in parts
 */
public record Snippet(String file, @Nullable String command, List<Token> tokens) {

    /**
     * A part of a text.
     *
     * @param kind {@code string}, {@code comment} or {@code plain}
     */
    public record Token(String kind, String text) {}

    /** The name of the file; the text may hold a key. */
    @Override
    public String toString() {
        return file;
    }
}
