package dev.keystile.cache;

import dev.keystile.key.ApiKey;

/**
 * A known key, as loaded.
 *
 * @param startedAt when the load of the entry began, in ticks
 * @param refreshAt from when on a hit loads the key again in the background, in ticks
 * @param epoch the epoch of the cache when the load was created
 */
record CacheEntry<P>(ApiKey record, P principal, long startedAt, long refreshAt, int epoch)
        implements Lookup.Known<P> {}
