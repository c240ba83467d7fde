package dev.keystile.store;

/** A store cannot tell whether it has a key: it is down, too slow, or answered nonsense. */
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
