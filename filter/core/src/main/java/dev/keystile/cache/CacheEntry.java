package dev.keystile.cache;

import dev.keystile.key.ApiKey;

/**
 * A known key, as loaded.
 *
 * @param startedAt when the load of the entry began, in ticks
 * @param refreshAt from when on a hit loads the key again in the background, in ticks
 * @param sequence the number of the last change when the load was created
 * @param account what the entries of an account share
 */
record CacheEntry<P>(ApiKey record, P principal, long startedAt, long refreshAt, long sequence, CachedAccount account)
        implements Lookup.Known<P> {}
