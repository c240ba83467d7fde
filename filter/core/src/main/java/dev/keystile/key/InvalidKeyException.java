package dev.keystile.key;

/** A key as it may not be. The message says what would be right, and holds no key. */
public final class InvalidKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of what is wrong, as in a key file: {@code name}, {@code scopes}, {@code allowed-origins}
     * @param message a sentence
     */
    public InvalidKeyException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The name of what is wrong, as in a key file. */
    public String field() {
        return field;
    }
}
