package dev.keystile.cli.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Who had a command carried to this service, and what the command has of that process. For one thread. */
public interface Caller {

    /** The user's name, by the word of the operating system. */
    String user();

    /** Whether somebody watches the output. */
    boolean hasTerminal();

    /** Standard output. */
    PrintStream out();

    /** Standard error. */
    PrintStream err();

    /**
     * An input of the command, read from the caller as it is needed. The caller refuses what its arguments do not name.
     *
     * @param name a file as the arguments name it, or {@code -} for standard input
     */
    InputStream open(String name);

    /**
     * Puts a text into the file that the arguments name for it. The command line has made the file before.
     *
     * @throws IOException if the caller cannot write it; the message says why
     */
    void save(String text) throws IOException;

    /**
     * Looks whether somebody still waits for the command.
     *
     * @throws CallerGoneException if nobody does
     */
    void check() throws CallerGoneException;

    /** Nobody waits for the command any more. */
    final class CallerGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What was seen of it. */
        public CallerGoneException(Exception cause) {
            super("the command line that asked for this is gone", cause);
        }
    }
}
