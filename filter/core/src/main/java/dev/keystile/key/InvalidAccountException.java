package dev.keystile.key;

/** The values of an account break a rule. The message says what the value must be, and contains no key. */
public final class InvalidAccountException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of the wrong value, as in a key file: {@code id}, {@code name}, {@code plan} or {@code metadata}
     * @param message what the value must be
     */
    public InvalidAccountException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The name of the wrong value, as in a key file. */
    public String field() {
        return field;
    }
}
