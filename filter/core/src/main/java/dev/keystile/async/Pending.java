package dev.keystile.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A result that comes later, and always within a bound. The future behind a pending result is never given away: code that
 * was attached to that future would run on the thread that completes it, such as a thread that loads keys, and a slow
 * application would then keep everybody's keys from being loaded. Thread-safe.
 *
 * <p>A thread that may block waits; an event loop takes the result on an executor of its own:
 *
 * <pre>{@code
 * T result = pending.await();
 * pending.on(eventLoop).thenAccept(result -> proceed(result));
 * }</pre>
 *
 * @param <T> the type of the result
 */
public sealed interface Pending<T> permits BoundedResult {

    /**
     * Waits for the result. Never throws because of the wait itself.
     *
     * @return the result; or, if the bound passes first or the calling thread is interrupted, the value that was fixed when
     *     the pending result was made. The thread's interrupt flag is then set again
     */
    T await();

    /**
     * The result as a stage that is completed on {@code executor}, and never on the thread that completed the result. Where
     * the executor runs a task within the call that submits the task, as one with a caller-runs policy does, the common
     * pool runs the task instead.
     *
     * @param executor takes a task without blocking
     * @return a stage of its own for each call; it ends with the executor's exception if the executor refuses the task
     */
    CompletionStage<T> on(Executor executor);

    /**
     * The result of {@code function} on this result, within the same bound; of the fixed value too.
     *
     * @param function runs where the result is taken, once for each call of {@link #await} or {@link #on}: on the thread
     *     that waits, or on the executor
     */
    <R> Pending<R> map(Function<? super T, ? extends R> function);

    /**
     * A pending result.
     *
     * @param result completed within {@code bound} by whoever made it, also if nobody waits; if it fails, {@code otherwise}
     *     counts
     * @param bound how long {@link #await} blocks at most, counted from now
     * @param otherwise the result for whoever does not get another in time
     */
    static <T> Pending<T> of(CompletableFuture<T> result, Duration bound, T otherwise) {
        return new BoundedResult<>(result, System.nanoTime() + bound.toNanos(), otherwise, Function.identity());
    }
}
