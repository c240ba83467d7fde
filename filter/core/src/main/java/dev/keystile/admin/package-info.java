/**
 * Administration of accounts and keys, the same for those in a file and in SQL. Begin with
 * {@link dev.keystile.admin.AccountAdmin} and {@link dev.keystile.admin.KeyAdmin}, which work on a {@code
 * FileAdminStore} or a {@code JdbcAdminStore}. Another store implements {@link dev.keystile.admin.AdminStore} and
 * {@link dev.keystile.admin.AdminTransaction}, in which no rule about accounts and keys stands.
 */
@NullMarked
package dev.keystile.admin;

import org.jspecify.annotations.NullMarked;
