package dev.keystile.demo.docs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code example that runs as it is.
 *
 * @param file the name of the file to save the example in
 * @param command the command that runs the file; null if the example is pasted into a shell
 * @param tokens the source code, in parts
 */
public record Snippet(String file, @Nullable String command, List<Token> tokens) {

    /**
     * A part of the source code, for syntax highlighting.
     *
     * @param kind {@code string}, {@code comment} or {@code plain}
     * @param text the characters of the part
     */
    public record Token(String kind, String text) {}

    /** The name of the file, without the source code, which may hold a key. */
    @Override
    public String toString() {
        return file;
    }
}
