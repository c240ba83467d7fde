package dev.keystile.cli;

import java.io.IOException;

/** A file for one text. It is removed when it is closed without one. */
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
