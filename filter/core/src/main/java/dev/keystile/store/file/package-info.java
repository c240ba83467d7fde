/**
 * Keys in a YAML file, which is read again when the file changes. Begin with
 * {@link dev.keystile.store.file.FileKeyStore}, which reads the file, and {@link dev.keystile.store.file.FileAdminStore},
 * which changes the file.
 */
@NullMarked
package dev.keystile.store.file;

import org.jspecify.annotations.NullMarked;
