package dev.keystile.admin;

/**
 * A change or a question of administration was refused, and nothing was changed. The message is a sentence for whoever
 * gave the request, without any key.
 */
public abstract sealed class AdminException extends Exception {

    private static final long serialVersionUID = 1L;

    private AdminException(String message) {
        super(message);
    }

    private AdminException(String message, Throwable cause) {
        super(message, cause);
    }

    /** There is no key or environment with the identifier that was given. */
    public static final class NotFoundException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message what is missing */
        public NotFoundException(String message) {
            super(message);
        }
    }

    /** What is stored does not admit the change: the key is there already, or has ended. */
    public static final class ConflictException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message what stands against the change */
        public ConflictException(String message) {
            super(message);
        }
    }

    /** A value of the request is wrong, whatever is stored. */
    public static final class InvalidException extends AdminException {

        private static final long serialVersionUID = 1L;

        private final String field;

        /**
         * @param field the value's name as in a key file, such as {@code allowed-origins}, or {@code grace},
         *     {@code limit} or {@code after}
         * @param message what would be right
         */
        public InvalidException(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The name of the value that is wrong. */
        public String field() {
            return field;
        }
    }

    /** The store cannot be read or written at present. */
    public static final class StoreUnavailableException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message what went wrong */
        public StoreUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
