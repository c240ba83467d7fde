package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An application's policy, held to the refusals that it named at start-up. */
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
     * Why the application's policy refuses the request.
     *
     * @throws IllegalStateException if it gives a reason that it did not name
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
