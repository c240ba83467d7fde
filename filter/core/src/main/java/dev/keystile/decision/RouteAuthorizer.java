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
import dev.keystile.reply.RequestId;
import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPath;
import dev.keystile.route.Requirement;
import dev.keystile.route.RouteTable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        this.preflights = new Preflights(parts.handlesPreflights, parts.allowsSecretPreflights);
        this.credentials = parts.credentials;
        this.assertions = parts.assertions;
        this.keys = new KeyFinder(parts);
        this.policies = parts.policies;
        this.decisions = decisions;
        this.conclusion = conclusion;
    }

    /** Whether any route accepts encoded paths. */
    boolean acceptsEncoded() {
        return routes.acceptsEncoded();
    }

    /** Decides by the credential of the request, where the route requires a credential. */
    DecisionResult authorize(RequestView view, RequestId requestId, String path) {
        Requirement called = preflights.isPreflight(view) ? routes.match(preflights.calledMethod(view), path) : null;
        return authorize(new RoutedRequest(view, requestId, routes.match(view.method(), path)), called);
    }

    /** Decides by the credential of a request with an encoded path, where the routes require a credential. */
    DecisionResult authorize(RequestView view, RequestId requestId, EncodedPath path) {
        boolean preflight = preflights.isPreflight(view);
        Requirement route = routes.match(view.method(), path);
        Requirement called = preflight ? routes.match(preflights.calledMethod(view), path) : null;
        return route == null || (preflight && called == null)
                ? ambiguous(view, requestId)
                : authorize(new RoutedRequest(view, requestId, route), called);
    }

    /** @param called the requirement of the request that the preflight is about; null if the request is no preflight */
    private DecisionResult authorize(RoutedRequest request, @Nullable Requirement called) {
        Access access = request.route().access();
        if (access == Access.DENIED) {
            return decisions.denied(request, DenyReason.ROUTE_CLOSED);
        }
        if (called != null) {
            return preflights.isAllowed(called)
                    ? decisions.preflight(request)
                    : decisions.denied(request, DenyReason.PREFLIGHT_REFUSED);
        }
        return access == Access.PUBLIC ? decisions.open(request) : authenticate(request);
    }

    /** Decides for another path of a request whose key was checked before. */
    Decision authorize(RequestView view, RequestId requestId, String path, KnownKey established) {
        return authorize(new RoutedRequest(view, requestId, routes.match(view.method(), path)), established);
    }

    /** Decides for the encoded path of a request whose key was checked before. */
    Decision authorize(RequestView view, RequestId requestId, EncodedPath path, KnownKey established) {
        Requirement route = routes.match(view.method(), path);
        return route == null
                ? ambiguous(view, requestId)
                : authorize(new RoutedRequest(view, requestId, route), established);
    }

    private Decision ambiguous(RequestView view, RequestId requestId) {
        return decisions.denied(new RoutedRequest(view, requestId, Requirement.UNMATCHED), DenyReason.AMBIGUOUS_PATH);
    }

    private Decision authorize(RoutedRequest request, KnownKey established) {
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
            return decisions.denied(request, DenyReason.EXAMPLE_KEY, presented);
        }
        Lookup<KnownKey> cached = keys.findCached(presented);
        if (cached != null) {
            return authorize(request, presented, cached);
        }
        // Only now: a key that was found is not mistyped, and nearly every key is found.
        if (keys.isMistyped(request.view(), presented)) {
            return decisions.denied(request, DenyReason.MALFORMED_KEY);
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
            if (!presented.agreesWith(key.type())) {
                return decisions.denied(request, DenyReason.UNKNOWN_KEY, presented);
            }
            Refusal refusal = policies.refusal(request.view(), key, request.route());
            return refusal == null ? decisions.granted(request, key) : decisions.denied(request, refusal, key);
        }
        return decisions.denied(request, reason(lookup), presented);
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
