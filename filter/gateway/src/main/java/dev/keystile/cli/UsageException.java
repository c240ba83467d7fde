package dev.keystile.cli;

/** A command was called in a way that makes no sense. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message says how it makes sense, on one line. */
    public UsageException(String message) {
        super(message);
    }
}
