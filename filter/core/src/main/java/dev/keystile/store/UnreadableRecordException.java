package dev.keystile.store;

/**
 * Thrown if a store has responded, and the record of this one key, or of its account, breaks a rule. The key is then
 * unavailable; the store does not count as failing, so that other keys are not concerned.
 */
public final class UnreadableRecordException extends KeyStoreException {

    private static final long serialVersionUID = 1L;

    /** @param message which record is wrong, and what would be right, without any key */
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
