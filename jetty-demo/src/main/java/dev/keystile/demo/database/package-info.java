/** The database that the demo keeps everything in: an embedded H2 file, or PostgreSQL. */
@NullMarked
package dev.keystile.demo.database;

import org.jspecify.annotations.NullMarked;
