package dev.keystile.async;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A pending result that follows on another, such as a second look-up that depends on the first.
 *
 * @param <S> the type of the first result
 * @param <T> the type of the second result
 */
final class ChainedResult<S, T> implements Pending<T> {

    private final Pending<S> first;
    private final Function<? super S, ? extends Pending<T>> next;

    ChainedResult(Pending<S> first, Function<? super S, ? extends Pending<T>> next) {
        this.first = first;
        this.next = next;
    }

    @Override
    public T await() {
        return next.apply(first.await()).await();
    }

    @Override
    public CompletionStage<T> on(Executor executor) {
        return first.on(executor).thenCompose(value -> next.apply(value).on(executor));
    }

    @Override
    public <R> Pending<R> map(Function<? super T, ? extends R> function) {
        return new ChainedResult<>(first, value -> next.apply(value).map(function));
    }
}
