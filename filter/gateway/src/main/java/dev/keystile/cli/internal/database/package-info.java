/**
 * The database that commands work on: an embedded H2 file in a data folder, which one process has open, or PostgreSQL.
 * Begin with {@link dev.keystile.cli.internal.database.KeyDatabase}.
 */
@NullMarked
package dev.keystile.cli.internal.database;

import org.jspecify.annotations.NullMarked;
