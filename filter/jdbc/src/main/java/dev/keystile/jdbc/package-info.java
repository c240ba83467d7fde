/**
 * Keys in SQL. Begin with {@link JdbcKeyStore}, from which a filter reads keys, and {@link JdbcAdminStore}, on which
 * {@link dev.keystile.admin.KeyAdmin} makes and changes them. On PostgreSQL a change feed tells every node.
 *
 * <p>The tables are made by the migrations in {@code classpath:dev/keystile/jdbc/tables} and, on PostgreSQL,
 * {@code classpath:dev/keystile/jdbc/postgresql}: by {@link JdbcSchema}, or by the application's own Flyway with
 * these locations and a history table of their own.
 */
@NullMarked
package dev.keystile.jdbc;

import org.jspecify.annotations.NullMarked;
