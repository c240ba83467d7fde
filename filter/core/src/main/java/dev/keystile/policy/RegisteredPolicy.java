package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy of the application, which may return only the refusals that it declared at start-up. */
final class RegisteredPolicy implements Policy {

    private final Policy policy;
    private final Set<Refusal> refusals;

    /** @throws IllegalArgumentException if a refusal has the code of a built-in reason */
    RegisteredPolicy(Policy policy) {
        this.policy = policy;
        refusals = Set.copyOf(policy.refusals());
        for (Refusal refusal : refusals) {
            if (DenyReason.isCode(refusal.code())) {
                throw new IllegalArgumentException("the policy " + name() + " has a refusal with the code "
                        + refusal.code() + ", which is built in: choose another code");
            }
        }
    }

    /**
     * The refusal of the policy of the application.
     *
     * @throws IllegalStateException if the policy returns a refusal that it did not declare
     */
    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        Refusal refusal = policy.refusal(request, key, route);
        if (refusal != null && !refusals.contains(refusal)) {
            throw new IllegalStateException("the policy " + name() + " refuses with the code " + refusal.code()
                    + ", which is not among its refusals()");
        }
        return refusal;
    }

    @Override
    public Set<Refusal> refusals() {
        return refusals;
    }

    private String name() {
        return policy.getClass().getName();
    }
}
