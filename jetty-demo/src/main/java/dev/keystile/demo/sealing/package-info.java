/** Keys that may be shown again, sealed under a key that is kept apart from the database. */
@NullMarked
package dev.keystile.demo.sealing;

import org.jspecify.annotations.NullMarked;
