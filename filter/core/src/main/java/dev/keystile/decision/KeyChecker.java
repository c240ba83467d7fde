package dev.keystile.decision;

import dev.keystile.cache.CachedKeyStore;
import dev.keystile.cache.Lookup;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.policy.Refusal;

/** Checks whether keys exist and are active, apart from requests. */
final class KeyChecker {

    private final CachedKeyStore<KnownKey> keys;
    private final PolicyChain policies;

    KeyChecker(CachedKeyStore<KnownKey> keys, PolicyChain policies) {
        this.keys = keys;
        this.policies = policies;
    }

    KeyCheck check(PresentedKey presented) {
        if (presented.isExample()) {
            return new KeyCheck.Refused(DenyReason.EXAMPLE_KEY);
        }
        Lookup<KnownKey> lookup = keys.find(presented.digest()).await();
        if (lookup instanceof Lookup.Known<KnownKey> known) {
            KnownKey key = known.principal();
            Refusal refusal =
                    presented.agreesWith(key.identity().type()) ? policies.refusalOfState(key) : DenyReason.UNKNOWN_KEY;
            return refusal == null ? new KeyCheck.Good(key) : new KeyCheck.Refused(refusal);
        }
        return new KeyCheck.Refused(RouteAuthorizer.reason(lookup));
    }
}
