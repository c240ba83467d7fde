package dev.keystile.cli;

import java.io.IOException;

/** A new file for one text. Without a text, the file is removed when it is closed. */
@FunctionalInterface
public interface PrivateOutput extends AutoCloseable {

    /**
     * Writes the text.
     *
     * @throws IOException if that fails; the message says why
     */
    void save(String text) throws IOException;

    /** Ends the writing. */
    @Override
    default void close() {}
}
