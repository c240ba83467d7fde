package dev.keystile.cli.internal.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** The process that requested a command of this service: its user and its standard streams. For one thread. */
public interface Caller {

    /** The name of the user, as the operating system reports it. */
    String user();

    /** Whether the output of the caller is a terminal. */
    boolean hasTerminal();

    /** The standard output of the caller. */
    PrintStream out();

    /** The standard error of the caller. */
    PrintStream err();

    /**
     * Opens an input of the command, which is read from the caller as it is needed. The caller refuses any file that its
     * arguments do not name.
     *
     * @param name a file as the arguments name it, or {@code -} for standard input
     */
    InputStream open(String name);

    /**
     * Writes a text into the file that the arguments name for the result. The command line has created the file.
     *
     * @throws IOException if the caller cannot write the file; the message says why
     */
    void save(String text) throws IOException;

    /**
     * Checks that the caller still waits for the command.
     *
     * @throws CallerGoneException if the caller has gone
     */
    void check() throws CallerGoneException;

    /** The caller has gone, so that the command need not go on. */
    final class CallerGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** An exception with the failure that showed it. */
        public CallerGoneException(Exception cause) {
            super("the command line that sent the command is gone", cause);
        }
    }
}
