package dev.keystile.credential;

import dev.keystile.key.PresentedKey;

/** What a request brought to authenticate itself with. */
public sealed interface Credential {

    /** Nothing. */
    enum Absent implements Credential {
        /** The one instance. */
        ABSENT
    }

    /** A key that is well formed as far as can be told without a store. */
    record Presented(PresentedKey key) implements Credential {}

    /** Something that no store needs to be asked about. */
    enum Refused implements Credential {
        /** An Authorization scheme that is not accepted. */
        UNSUPPORTED_SCHEME,
        /** Not of a key's form. */
        MALFORMED,
        /** More than one credential, where none can be told to be the meant one. */
        MULTIPLE
    }
}
