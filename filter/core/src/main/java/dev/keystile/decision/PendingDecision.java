package dev.keystile.decision;

import dev.keystile.async.Pending;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A decision that is made when a key, or the keys of assertions, are loaded; within a bound. Policies and listeners are
 * called on the thread or executor that takes the decision, never on a thread that loads keys. To be taken once.
 *
 * <pre>{@code
 * DecisionResult result = authenticator.decide(request);
 * if (result instanceof PendingDecision pending) {
 *     pending.on(eventLoop).thenAccept(decision -> proceed(request, decision));
 * }
 * }</pre>
 */
public final class PendingDecision implements DecisionResult {

    private final Pending<Decision> decision;

    PendingDecision(Pending<Decision> decision) {
        this.decision = decision;
    }

    @Override
    public Decision await() {
        return decision.await();
    }

    /**
     * The decision for a caller that must not wait.
     *
     * @param executor runs policies, listeners and dependent stages; takes a task without blocking
     */
    public CompletionStage<Decision> on(Executor executor) {
        return decision.on(executor);
    }
}
