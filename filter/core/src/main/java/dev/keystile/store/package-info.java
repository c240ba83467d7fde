/**
 * Stores of keys. Begin with {@link dev.keystile.store.ApiKeyStore}, the interface that a store implements: a look-up
 * by digest and, if possible, a feed of changes. An {@link dev.keystile.store.ApiKeyStoreProvider} on the class path
 * makes a store available to configurations, by its type.
 */
@NullMarked
package dev.keystile.store;

import org.jspecify.annotations.NullMarked;
