/**
 * Logging that never blocks a request ({@link dev.keystile.gateway.internal.log.DroppingAppender}), and the decision
 * about a request for the access log ({@link dev.keystile.gateway.internal.log.RequestDecision}).
 */
@NullMarked
package dev.keystile.gateway.internal.log;

import org.jspecify.annotations.NullMarked;
