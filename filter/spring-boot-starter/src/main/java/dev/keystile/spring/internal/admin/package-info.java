/** Administration in the transactions of Spring. */
@NullMarked
package dev.keystile.spring.internal.admin;

import org.jspecify.annotations.NullMarked;
