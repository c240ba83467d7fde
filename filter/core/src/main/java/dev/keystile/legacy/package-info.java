/**
 * Keys that an earlier system keeps under a slow or salted hash. Begin with {@link dev.keystile.legacy.LegacyKeys}, which an
 * application implements on its old table. {@link dev.keystile.legacy.LegacyKeyFinder} adopts such a key when a request
 * presents it for the first time.
 */
@NullMarked
package dev.keystile.legacy;

import org.jspecify.annotations.NullMarked;
