package dev.keystile.cache;

import dev.keystile.key.KeyRecord;

/**
 * A known key, as loaded.
 *
 * @param startedAt when the load that brought it began, in ticks
 * @param refreshAt from when on a hit has it loaded again in the background, in ticks
 * @param epoch the cache's epoch when the load was asked for
 */
record CacheEntry<P>(KeyRecord record, P principal, long startedAt, long refreshAt, int epoch)
        implements Lookup.Known<P> {}
