/**
 * Files that several processes read and write. {@link dev.keystile.file.AtomicFile} replaces a file,
 * {@link dev.keystile.file.LockedFile} lets one thread at a time change it, {@link dev.keystile.file.WatchedFile} notices
 * its changes, and {@link dev.keystile.file.RegularFile} reads it up to a max size.
 */
@NullMarked
package dev.keystile.file;

import org.jspecify.annotations.NullMarked;
