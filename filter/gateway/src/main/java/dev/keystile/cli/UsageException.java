package dev.keystile.cli;

/** Thrown if the options of a command contradict each other or are wrong. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message is one line that says what would be right. */
    public UsageException(String message) {
        super(message);
    }
}
