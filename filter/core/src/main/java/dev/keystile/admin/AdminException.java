package dev.keystile.admin;

import dev.keystile.key.ApiKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** There is no key, account or environment with the given id. */
    public static final class NotFoundException extends AdminException {

        private static final long serialVersionUID = 1L;

        /** @param message what is missing */
        public NotFoundException(String message) {
            super(message);
        }
    }

    /**
     * The store does not allow the change: the key or the account exists already, the key has expired, the account is
     * closed.
     */
    public static final class ConflictException extends AdminException {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable ApiKey existing;

        /** @param message the reason */
        public ConflictException(String message) {
            this(message, null);
        }

        ConflictException(String message, @Nullable ApiKey existing) {
            super(message);
            this.existing = existing;
        }

        /** The key that exists already; empty if the reason is another one, or the key was added at the same moment. */
        public Optional<ApiKey> existing() {
            return Optional.ofNullable(existing);
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

    /** A row of an import was refused, and nothing was imported. The message is that of the {@link #reason()}. */
    public static final class RejectedRowException extends AdminException {

        private static final long serialVersionUID = 1L;

        private final int row;
        private final AdminException reason;

        /**
         * @param row the index of the row, from 0
         * @param reason why the row was refused
         */
        public RejectedRowException(int row, AdminException reason) {
            super(String.valueOf(reason.getMessage()), reason);
            this.row = row;
            this.reason = reason;
        }

        /** The index of the row, from 0. */
        public int row() {
            return row;
        }

        /** Why the row was refused. */
        public AdminException reason() {
            return reason;
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
