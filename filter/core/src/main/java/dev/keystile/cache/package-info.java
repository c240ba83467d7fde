/**
 * Keys in memory, in front of a store. Begin with {@link dev.keystile.cache.CachedKeyStore}: it has the
 * rules of outage, freshness, single flight and bounded memory for every store, so that a store need not have them.
 */
@NullMarked
package dev.keystile.cache;

import org.jspecify.annotations.NullMarked;
