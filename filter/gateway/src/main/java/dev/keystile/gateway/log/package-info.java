/** Logging that never blocks a request: {@link dev.keystile.gateway.log.DroppingAppender}. */
@NullMarked
package dev.keystile.gateway.log;

import org.jspecify.annotations.NullMarked;
