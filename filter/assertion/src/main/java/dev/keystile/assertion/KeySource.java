package dev.keystile.assertion;

/** Where the public keys of assertions come from. */
@FunctionalInterface
interface KeySource {

    /** Looks for the key of this name. Does not block: where keys have to be fetched first, the result comes later. */
    KeyLookup find(String keyId);
}
