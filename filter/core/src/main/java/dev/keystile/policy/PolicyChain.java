package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Requirement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a configuration. They are called in this order, until one refuses: state of the key, state of the account,
 * browser, type, origin, network, scopes, policies of the application. Immutable.
 */
public final class PolicyChain {

    private final KeyStateCheck keyState;
    private final AccountStateCheck account = new AccountStateCheck();
    private final @Nullable BrowserPolicy browser;
    private final KeyTypePolicy keyType = new KeyTypePolicy();
    private final OriginPolicy origin = new OriginPolicy();
    private final NetworkPolicy network;
    private final ScopePolicy scope = new ScopePolicy();
    private final List<Policy> own;
    private final List<Refusal> refusals;

    private PolicyChain(
            KeyStateCheck keyState,
            @Nullable BrowserPolicy browser,
            NetworkPolicy network,
            List<Policy> own,
            List<Refusal> refusals) {
        this.keyState = keyState;
        this.browser = browser;
        this.network = network;
        this.own = List.copyOf(own);
        this.refusals = List.copyOf(refusals);
    }

    /**
     * A chain.
     *
     * @param browserSecretKeys whether a secret key may come from a browser
     * @param proxies the proxies whose X-Forwarded-For is believed
     * @param own the policies of the application, in the order of the calls
     * @throws IllegalArgumentException if two policies have different refusals with the same code, or one of them has the
     *     code of a built-in reason
     */
    public static PolicyChain of(
            boolean browserSecretKeys, TrustedProxies proxies, List<Policy> own, InstantSource clock) {
        List<Policy> registered = new ArrayList<>();
        Map<String, Refusal> refusals = new HashMap<>();
        for (Policy policy : own) {
            RegisteredPolicy checked = new RegisteredPolicy(policy);
            registered.add(checked);
            for (Refusal refusal : checked.refusals()) {
                Refusal other = refusals.putIfAbsent(refusal.code(), refusal);
                if (other != null && !other.equals(refusal)) {
                    throw new IllegalArgumentException(
                            "two policies have different refusals with the code " + refusal.code());
                }
            }
        }
        List<Refusal> all = new ArrayList<>(List.of(DenyReason.values()));
        all.addAll(refusals.values());
        return new PolicyChain(
                new KeyStateCheck(clock),
                browserSecretKeys ? null : new BrowserPolicy(),
                new NetworkPolicy(proxies),
                registered,
                all);
    }

    /** The refusal of a request with this key; null if the request may pass. */
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        // One after the other and not in a loop, so that the compiler knows the class of each call.
        Refusal refusal = refusalOfState(key);
        if (refusal == null && browser != null) {
            refusal = browser.refusal(request, key, route);
        }
        if (refusal == null) {
            refusal = keyType.refusal(request, key, route);
        }
        if (refusal == null) {
            refusal = origin.refusal(request, key, route);
        }
        if (refusal == null) {
            refusal = network.refusal(request, key, route);
        }
        return refusal == null ? refusalOfScopes(request, key, route) : refusal;
    }

    /**
     * The refusal of a request whose key was checked before, by a gateway or when the request came in; null if the request
     * may pass. Only the policies that depend on the route are called.
     */
    public @Nullable Refusal refusalOnRoute(RequestView request, KnownKey key, Requirement route) {
        Refusal refusal = keyType.refusal(request, key, route);
        return refusal == null ? refusalOfScopes(request, key, route) : refusal;
    }

    private @Nullable Refusal refusalOfScopes(RequestView request, KnownKey key, Requirement route) {
        Refusal refusal = scope.refusal(request, key, route);
        return refusal != null || own.isEmpty() ? refusal : refusalOfOwn(request, key, route);
    }

    private @Nullable Refusal refusalOfOwn(RequestView request, KnownKey key, Requirement route) {
        for (Policy policy : own) {
            Refusal refusal = policy.refusal(request, key, route);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** The refusal of every request with this key, because of its state or its account; null while both are active. */
    public @Nullable Refusal refusalOfState(KnownKey key) {
        Refusal ended = keyState.terminalState(key);
        return ended == null ? account.refusal(key) : ended;
    }

    /** All refusals, built in and of the application; each code once. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
