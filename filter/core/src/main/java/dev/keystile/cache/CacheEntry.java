package dev.keystile.cache;

import dev.keystile.key.ApiKey;

/** A known key, as loaded. Immutable. */
final class CacheEntry<P> extends Lookup.Known<P> {

    private final long startedAt;
    private final long refreshAt;
    private final long sequence;
    private final CachedAccount account;

    /**
     * An entry.
     *
     * @param startedAt when the load of the entry began, in ticks
     * @param refreshAt from when on a hit loads the key again in the background, in ticks
     * @param sequence the number of the last change when the load was created
     * @param account what the entries of an account share
     */
    CacheEntry(ApiKey record, P principal, long startedAt, long refreshAt, long sequence, CachedAccount account) {
        super(record, principal);
        this.startedAt = startedAt;
        this.refreshAt = refreshAt;
        this.sequence = sequence;
        this.account = account;
    }

    long startedAt() {
        return startedAt;
    }

    long refreshAt() {
        return refreshAt;
    }

    long sequence() {
        return sequence;
    }

    CachedAccount account() {
        return account;
    }
}
