/** Keys in a YAML file, which is read again when it changes. */
@NullMarked
package dev.keystile.store.file;

import org.jspecify.annotations.NullMarked;
