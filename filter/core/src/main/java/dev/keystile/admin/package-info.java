/**
 * Administration of keys, the same for keys in a file and keys in SQL. Begin with {@link dev.keystile.admin.KeyAdmin},
 * which works on a {@code FileAdminStore} or a {@code JdbcAdminStore}. Another store implements
 * {@link dev.keystile.admin.AdminStore} and {@link dev.keystile.admin.AdminTransaction}, in which no rule about keys
 * stands.
 */
@NullMarked
package dev.keystile.admin;

import org.jspecify.annotations.NullMarked;
