/**
 * Files that several processes read and write: replaced whole ({@link dev.keystile.file.AtomicFile}), changed by one at a
 * time ({@link dev.keystile.file.LockedFile}), read again when they change ({@link dev.keystile.file.WatchedFile}), and
 * read only where they are regular files ({@link dev.keystile.file.RegularFile}).
 */
@NullMarked
package dev.keystile.file;

import org.jspecify.annotations.NullMarked;
