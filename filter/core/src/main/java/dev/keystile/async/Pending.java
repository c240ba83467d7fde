package dev.keystile.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A result that comes later, within a bound. Callers do not get the future behind it: code that is attached to a future
 * runs on the thread that completes the future, such as a thread that loads keys, and a slow application would then
 * delay the loads of other requests. Thread-safe.
 *
 * <p>A thread that may block waits; an event loop takes the result on its own executor:
 *
 * <pre>{@code
 * Decision decision = pending.await();
 * pending.on(eventLoop).thenAccept(result -> proceed(request, result));
 * }</pre>
 *
 * @param <T> the type of the result
 */
public sealed interface Pending<T> permits BoundedResult, ChainedResult {

    /**
     * Waits for the result. Never throws because of the wait itself.
     *
     * @return the result; or the fallback that was given to {@link #of}, if the bound passes or the calling thread is
     *     interrupted. The interrupt flag of the thread is then set again
     */
    T await();

    /**
     * The result as a stage that is completed on {@code executor}, and never on the thread that completed the result. If
     * the executor would run the task within the call that submits it, as with a caller-runs policy, the common pool runs
     * the task instead.
     *
     * @param executor an executor that takes a task without blocking
     * @return a new stage for each call; it fails with the executor's exception if the executor refuses the task
     */
    CompletionStage<T> on(Executor executor);

    /**
     * The result of {@code function} on this result, within the same bound. The function is applied to the fallback too.
     *
     * @param function runs once for each call of {@link #await} or {@link #on}, on the thread that waits or on the executor
     */
    <R> Pending<R> map(Function<? super T, ? extends R> function);

    /**
     * The pending result that {@code next} makes of this result. Each of the two is bounded by itself.
     *
     * @param next runs once for each call of {@link #await} or {@link #on}, on the thread that waits or on the executor;
     *     does not block
     */
    default <R> Pending<R> then(Function<? super T, ? extends Pending<R>> next) {
        return new ChainedResult<>(this, next);
    }

    /** A pending result that is there already. */
    static <T> Pending<T> completed(T value) {
        return of(CompletableFuture.completedFuture(value), Duration.ZERO, value);
    }

    /**
     * A pending result.
     *
     * @param result a future that the caller completes within {@code bound}, also if no thread waits
     * @param bound the max time that {@link #await} blocks, counted from now
     * @param otherwise the fallback: the result if the future fails or is late
     */
    static <T> Pending<T> of(CompletableFuture<T> result, Duration bound, T otherwise) {
        return new BoundedResult<>(result, System.nanoTime() + bound.toNanos(), otherwise, Function.identity());
    }
}
