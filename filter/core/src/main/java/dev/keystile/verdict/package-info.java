/**
 * The decision: a request's view, a credential, a route and a store come to a sealed
 * {@link dev.keystile.verdict.Verdict}. Nothing here knows servlets.
 */
@NullMarked
package dev.keystile.verdict;

import org.jspecify.annotations.NullMarked;
