/**
 * Keys in a YAML file, which is read again when it changes, and the YAML reader that knows the line of
 * every value, which the configuration uses as well.
 */
@NullMarked
package dev.keystile.store.file;

import org.jspecify.annotations.NullMarked;
