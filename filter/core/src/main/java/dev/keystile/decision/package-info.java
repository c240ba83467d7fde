/**
 * The decision about a request. {@link dev.keystile.decision.Authenticator} decides, and a
 * {@link dev.keystile.decision.Decision} says what becomes of the request. Nothing here knows servlets.
 */
@NullMarked
package dev.keystile.decision;

import org.jspecify.annotations.NullMarked;
