/**
 * Encrypted copies of the keys that may be shown again; the sealing key is kept apart from the database. Begin with
 * {@link dev.keystile.demo.sealing.SealedKeys}.
 */
@NullMarked
package dev.keystile.demo.sealing;

import org.jspecify.annotations.NullMarked;
