/** Keys in the database of the application. */
@NullMarked
package dev.keystile.spring.internal.store;

import org.jspecify.annotations.NullMarked;
