/**
 * Keys in SQL: the reading side behind the filter, a store for administration, and PostgreSQL's change feed.
 *
 * <p>The tables are made by the migrations in {@code classpath:dev/keystile/jdbc/tables} and, on PostgreSQL,
 * {@code classpath:dev/keystile/jdbc/postgresql}: by {@link JdbcSchema}, or by the application's own Flyway with
 * these locations and a history table of their own.
 */
@NullMarked
package dev.keystile.jdbc;

import org.jspecify.annotations.NullMarked;
