package dev.keystile.cli;

/** A command cannot do what it was told; the message says why, on one line. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the message. */
    public CommandException(String message) {
        super(message);
    }
}
