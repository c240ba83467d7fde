/**
 * The database of the demo, an embedded H2 file or PostgreSQL. Begin with
 * {@link dev.keystile.demo.database.DemoDatabase}.
 */
@NullMarked
package dev.keystile.demo.database;

import org.jspecify.annotations.NullMarked;
