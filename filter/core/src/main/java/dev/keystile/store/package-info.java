/**
 * Where keys are kept. {@link dev.keystile.store.ApiKeyStore} is what a store has to do: one look-up
 * by digest and, where it can, a feed of changes. An {@link dev.keystile.store.ApiKeyStoreProvider}
 * found on the class path makes a store available by name in the configuration file.
 */
@NullMarked
package dev.keystile.store;

import org.jspecify.annotations.NullMarked;
