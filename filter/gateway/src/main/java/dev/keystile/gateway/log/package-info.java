/**
 * Logging that never blocks a request ({@link dev.keystile.gateway.log.DroppingAppender}), and the decision about a request
 * for the access log ({@link dev.keystile.gateway.log.RequestDecision}).
 */
@NullMarked
package dev.keystile.gateway.log;

import org.jspecify.annotations.NullMarked;
