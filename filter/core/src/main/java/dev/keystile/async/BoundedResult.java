package dev.keystile.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A pending result on a future, with the value that counts if the future is late.
 *
 * @param <S> the type of the future
 * @param <T> the type of the result, which a function makes from the value of the future
 */
final class BoundedResult<S, T> implements Pending<T> {

    private final CompletableFuture<S> result;
    private final long deadline;
    private final S otherwise;
    private final Function<? super S, ? extends T> function;

    /** @param deadline the value of {@link System#nanoTime} up to which a thread waits */
    BoundedResult(CompletableFuture<S> result, long deadline, S otherwise, Function<? super S, ? extends T> function) {
        this.result = result;
        this.deadline = deadline;
        this.otherwise = otherwise;
        this.function = function;
    }

    @Override
    public T await() {
        return function.apply(awaitResult());
    }

    private S awaitResult() {
        try {
            return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException | TimeoutException e) {
            return otherwise;
        }
    }

    @Override
    public CompletionStage<T> on(Executor executor) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        var unused =
                result.whenComplete((value, failure) -> submit(executor, stage, failure == null ? value : otherwise));
        return stage;
    }

    private void submit(Executor executor, CompletableFuture<T> stage, S value) {
        Submission submission = new Submission(() -> complete(stage, value));
        try {
            executor.execute(submission);
        } catch (RuntimeException | Error e) {
            // Not on this thread, which completed the result: it would run what the caller has attached to the stage.
            ForkJoinPool.commonPool().execute(() -> stage.completeExceptionally(e));
        } finally {
            submission.submitting = false;
        }
    }

    private void complete(CompletableFuture<T> stage, S value) {
        try {
            stage.complete(function.apply(value));
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e);
        }
    }

    @Override
    public <R> Pending<R> map(Function<? super T, ? extends R> next) {
        return new BoundedResult<>(result, deadline, otherwise, value -> next.apply(function.apply(value)));
    }

    /** A task that an executor may run on any thread, also on the submitting one, but not before the submission is over. */
    private static final class Submission implements Runnable {

        private final Thread submitter = Thread.currentThread();
        private final Runnable task;

        /** Written and read by the submitting thread alone, so that it need not be volatile. */
        private boolean submitting = true;

        private Submission(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (Thread.currentThread() == submitter && submitting) {
                ForkJoinPool.commonPool().execute(task);
            } else {
                task.run();
            }
        }
    }
}
