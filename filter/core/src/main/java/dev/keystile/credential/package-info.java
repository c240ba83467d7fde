/** Finds the one credential in a request: a key, none, or something that is refused unread. */
@NullMarked
package dev.keystile.credential;

import org.jspecify.annotations.NullMarked;
