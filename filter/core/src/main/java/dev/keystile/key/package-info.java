/**
 * The model of keys: their format, digest, type, environment, scopes and restrictions, and the values that these consist
 * of. Nothing here does input or output, or blocks. Begin with {@link dev.keystile.key.ApiKey}, which is a key in a
 * store, and {@link dev.keystile.key.PresentedKey}, which is a key in a request.
 */
@NullMarked
package dev.keystile.key;

import org.jspecify.annotations.NullMarked;
