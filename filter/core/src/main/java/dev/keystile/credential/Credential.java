package dev.keystile.credential;

import dev.keystile.key.PresentedKey;

/**
 * The result of reading the credential of a request: none, a key, a credential of the application's own, or a credential that
 * is refused without a look-up.
 */
public sealed interface Credential {

    /** The request has no credential. */
    enum Absent implements Credential {
        /** The only instance. */
        ABSENT
    }

    /** The Authorization field of a request on a delegated route has a credential that is not a key, for the application. */
    enum Foreign implements Credential {
        /** The only instance. */
        FOREIGN
    }

    /**
     * The request has a well-formed key, which no store has confirmed yet.
     *
     * @param key the key
     */
    record Presented(PresentedKey key) implements Credential {}

    /** The request has a credential that is refused without a look-up in the store. */
    enum Invalid implements Credential {
        /** The Authorization field has a scheme that is not accepted. */
        UNSUPPORTED_SCHEME,
        /** The credential does not have the format of a key. */
        MALFORMED,
        /** The request has more than one credential. */
        MULTIPLE
    }
}
