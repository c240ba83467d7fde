package dev.keystile.store;

/** Thrown if a store cannot tell whether it has a key, because the store is down, too slow or broken. */
public class KeyStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, without any key */
    public KeyStoreException(String message) {
        super(message);
    }

    /** @param message what went wrong, without any key */
    public KeyStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
