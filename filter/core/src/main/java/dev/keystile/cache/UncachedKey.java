package dev.keystile.cache;

import dev.keystile.key.ApiKey;

/** A known key that was found elsewhere than in the store. Immutable. */
final class UncachedKey<P> extends Lookup.Known<P> {

    UncachedKey(ApiKey record, P principal) {
        super(record, principal);
    }
}
