/**
 * Keys in memory, in front of a store. {@link dev.keystile.cache.CachedKeyStore} is where to begin: it holds the laws of
 * outage, freshness, single flight and bounded memory for every store, so that a store need not know them.
 */
@NullMarked
package dev.keystile.cache;

import org.jspecify.annotations.NullMarked;
