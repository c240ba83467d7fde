/**
 * Results that come later. {@link dev.keystile.async.Pending} is what a call returns that would otherwise block: a servlet
 * waits for its result, an event loop goes on and is told.
 */
@NullMarked
package dev.keystile.async;

import org.jspecify.annotations.NullMarked;
