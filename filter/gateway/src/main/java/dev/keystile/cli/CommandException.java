package dev.keystile.cli;

/** Thrown if a command fails. The message is one line for the user. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the message. */
    public CommandException(String message) {
        super(message);
    }
}
