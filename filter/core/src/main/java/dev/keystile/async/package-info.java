/**
 * Results that come later. Begin with {@link dev.keystile.async.Pending}, which a method returns that would otherwise
 * block: a servlet waits for the result, and an event loop gets a {@code CompletionStage}.
 */
@NullMarked
package dev.keystile.async;

import org.jspecify.annotations.NullMarked;
