package dev.keystile.admin;

/**
 * An administrative request was refused, and nothing was changed. The message is for the user who sent the request, and
 * contains no key.
 */
public abstract sealed class AdminException extends Exception {

    private static final long serialVersionUID = 1L;

    private AdminException(String message) {
        super(message);
    }

    private AdminException(String message, Throwable cause) {
        super(message, cause);
    }

    /** There is no key or environment with the given id. */
    public static final class NotFoundException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message what is missing */
        public NotFoundException(String message) {
            super(message);
        }
    }

    /** The stored keys do not allow the change: the key exists already, or has expired. */
    public static final class ConflictException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message the reason */
        public ConflictException(String message) {
            super(message);
        }
    }

    /** A value of the request is wrong. */
    public static final class InvalidException extends AdminException {

        private static final long serialVersionUID = 1L;

        private final String field;

        /**
         * @param field the name of the value as in a key file, such as {@code allowed-origins}, or {@code grace},
         *     {@code limit} or {@code after}
         * @param message what the value must be
         */
        public InvalidException(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The name of the wrong value, as in a key file. */
        public String field() {
            return field;
        }
    }

    /** The store cannot be read or written now. */
    public static final class StoreUnavailableException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message the reason */
        public StoreUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
