/**
 * Files that several processes read and write. {@link dev.keystile.internal.file.AtomicFile} replaces a file,
 * {@link dev.keystile.internal.file.LockedFile} lets one thread at a time change it, {@link
 * dev.keystile.internal.file.WatchedFile} notices its changes, and {@link dev.keystile.internal.file.RegularFile} reads
 * it up to a max size.
 */
@NullMarked
package dev.keystile.internal.file;

import org.jspecify.annotations.NullMarked;
