package dev.keystile.decision;

import dev.keystile.async.Pending;
import dev.keystile.cache.Lookup;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.credential.Credential;
import dev.keystile.credential.CredentialReader;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.policy.Refusal;
import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.RouteTable;
import java.util.function.Function;

/** Decides about a request with a canonical path, step by step: route, credential, key, policies. */
final class RouteAuthorizer {

    private final RouteTable routes;
    private final Preflights preflights;
    private final CredentialReader credentials;
    private final AssertedIdentityReader assertions;
    private final KeyFinder keys;
    private final PolicyChain policies;
    private final DecisionFactory decisions;
    private final Conclusion conclusion;

    RouteAuthorizer(AuthenticatorBuilder parts, DecisionFactory decisions, Conclusion conclusion) {
        this.routes = parts.routes;
        this.preflights = new Preflights(parts.routes, parts.handlesPreflights);
        this.credentials = parts.credentials;
        this.assertions = parts.assertions;
        this.keys = new KeyFinder(parts);
        this.policies = parts.policies;
        this.decisions = decisions;
        this.conclusion = conclusion;
    }

    /** Decides by the credential of the request, where the route requires a credential. */
    DecisionResult authorize(RequestView view, String requestId, String path) {
        RoutedRequest request = new RoutedRequest(view, requestId, routes.match(view.method(), path));
        Access access = request.route().access();
        if (access == Access.DENIED) {
            return decisions.denied(request, DenyReason.ROUTE_CLOSED);
        }
        if (preflights.isPreflight(view)) {
            return preflights.isAllowed(view, path)
                    ? decisions.preflight(request)
                    : decisions.denied(request, DenyReason.PREFLIGHT_REFUSED);
        }
        return access == Access.PUBLIC ? decisions.open(request) : authenticate(request);
    }

    /** Decides for another path of a request whose key was checked before. */
    Decision authorize(RequestView view, String requestId, String path, KnownKey established) {
        RoutedRequest request = new RoutedRequest(view, requestId, routes.match(view.method(), path));
        return request.route().access() == Access.DENIED
                ? decisions.denied(request, DenyReason.ROUTE_CLOSED)
                : authorizeOnRoute(request, established);
    }

    private Decision authorizeOnRoute(RoutedRequest request, KnownKey key) {
        Refusal refusal = policies.refusalOnRoute(request.view(), key, request.route());
        return refusal == null ? decisions.granted(request, key) : decisions.denied(request, refusal, key);
    }

    private DecisionResult authenticate(RoutedRequest request) {
        boolean delegated = request.route().access() == Access.DELEGATED;
        Credential credential =
                delegated ? credentials.readDelegated(request.view()) : credentials.read(request.view());
        AssertedIdentity asserted = assertions.read(request.view());
        if (asserted != null) {
            return credential == Credential.Absent.ABSENT
                    ? authenticate(request, asserted)
                    : decisions.denied(request, DenyReason.MULTIPLE_CREDENTIALS);
        }
        if (credential instanceof Credential.Presented presented) {
            return authenticate(request, presented.key());
        }
        if (credential instanceof Credential.Invalid refused) {
            return decisions.denied(request, reason(refused));
        }
        return delegated || request.route().access() == Access.OPTIONAL
                ? decisions.open(request)
                : decisions.denied(request, DenyReason.MISSING_KEY);
    }

    private DecisionResult authenticate(RoutedRequest request, PresentedKey presented) {
        if (presented.isExample()) {
            return decisions.denied(request, DenyReason.EXAMPLE_KEY, presented.hint());
        }
        Lookup<KnownKey> lookup = keys.find(request.view(), presented);
        return lookup instanceof Lookup.Loading<KnownKey> loading
                ? pending(request, loading.result(), found -> authorize(request, presented, found))
                : authorize(request, presented, lookup);
    }

    private DecisionResult authenticate(RoutedRequest request, AssertedIdentity asserted) {
        return asserted instanceof AssertedIdentity.Deferred deferred
                ? pending(request, deferred.result(), verified -> authorize(request, verified))
                : authorize(request, asserted);
    }

    private Decision authorize(RoutedRequest request, PresentedKey presented, Lookup<KnownKey> lookup) {
        if (lookup instanceof Lookup.Known<KnownKey> known) {
            KnownKey key = known.principal();
            if (!presented.agreesWith(key.identity().type())) {
                return decisions.denied(request, DenyReason.UNKNOWN_KEY, presented.hint());
            }
            Refusal refusal = policies.refusal(request.view(), key, request.route());
            return refusal == null ? decisions.granted(request, key) : decisions.denied(request, refusal, key);
        }
        return decisions.denied(request, reason(lookup), presented.hint());
    }

    private Decision authorize(RoutedRequest request, AssertedIdentity asserted) {
        if (asserted instanceof AssertedIdentity.Verified verified) {
            return authorizeOnRoute(request, KnownKey.asserted(verified.identity()));
        }
        return decisions.denied(
                request,
                asserted == AssertedIdentity.Rejected.INVALID
                        ? DenyReason.INVALID_ASSERTION
                        : DenyReason.STORE_UNAVAILABLE);
    }

    private <T> PendingDecision pending(RoutedRequest request, Pending<T> result, Function<T, Decision> decision) {
        return new PendingDecision(
                result.map(value -> conclusion.conclude(request.view(), request.id(), () -> decision.apply(value))));
    }

    private static DenyReason reason(Credential.Invalid refused) {
        return switch (refused) {
            case UNSUPPORTED_SCHEME -> DenyReason.UNSUPPORTED_SCHEME;
            case MALFORMED -> DenyReason.MALFORMED_KEY;
            case MULTIPLE -> DenyReason.MULTIPLE_CREDENTIALS;
        };
    }

    /** The reason to refuse a key that was not found. */
    static DenyReason reason(Lookup<KnownKey> lookup) {
        return lookup instanceof Lookup.Unknown ? DenyReason.UNKNOWN_KEY : DenyReason.STORE_UNAVAILABLE;
    }
}
