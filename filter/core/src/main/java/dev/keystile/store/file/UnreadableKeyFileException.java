package dev.keystile.store.file;

import dev.keystile.store.KeyStoreException;

/** A key file is missing or cannot be read, whatever its content is. */
final class UnreadableKeyFileException extends KeyStoreException {

    private static final long serialVersionUID = 1L;

    UnreadableKeyFileException(String message) {
        super(message);
    }
}
