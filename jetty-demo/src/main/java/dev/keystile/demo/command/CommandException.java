package dev.keystile.demo.command;

/** A command cannot do what it was told; the message says why, on one line. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
