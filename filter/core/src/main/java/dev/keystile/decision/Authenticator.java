package dev.keystile.decision;

import dev.keystile.credential.PresentedTexts;
import dev.keystile.key.Identity;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.RequestId;
import dev.keystile.reply.RequestIds;
import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPath;
import dev.keystile.route.PathSyntax;
import dev.keystile.route.Requirement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may pass, and with which identity. Called by every adapter: servlet filter, gateway and external
 * authentication. Safe for use by many threads at once.
 *
 * <pre>{@code
 * Decision decision = authenticator.decide(request).await();
 * }</pre>
 */
public final class Authenticator {

    private final RequestIds requestIds = new RequestIds();
    private final PresentedTexts presentedTexts;
    private final RouteAuthorizer authorizer;
    private final DecisionFactory decisions;
    private final KeyChecker keyChecker;
    private final Conclusion conclusion;

    Authenticator(AuthenticatorBuilder parts) {
        presentedTexts = parts.presentedTexts;
        decisions = new DecisionFactory(parts.fields, parts.policies.refusals(), parts.problemBaseUri);
        conclusion = new Conclusion(decisions, parts.listener);
        authorizer = new RouteAuthorizer(parts, decisions, conclusion);
        keyChecker = new KeyChecker(parts.keys, parts.policies);
    }

    /** Decides a request that comes from outside. Never throws because of what a client sent. */
    public DecisionResult decide(RequestView request) {
        RequestId id = requestId(request);
        try {
            return told(decide(request, id));
        } catch (RuntimeException e) {
            return conclusion.refused(request, id, e);
        }
    }

    private DecisionResult decide(RequestView request, RequestId id) {
        if (request.method().equals("TRACE")) {
            return decisions.denied(unmatched(request, id), DenyReason.METHOD_NOT_ALLOWED);
        }
        String rawPath = request.rawPath();
        if (PathSyntax.isAmbiguous(rawPath)) {
            return decideEncoded(request, id, null);
        }
        String path = request.path();
        // A raw path that is not ambiguous and that decoding does not change is canonical.
        return path == null || !(path.equals(rawPath) || PathSyntax.isCanonical(path))
                ? decisions.denied(unmatched(request, id), DenyReason.AMBIGUOUS_PATH)
                : authorizer.authorize(request, id, path);
    }

    /** @param established the key that an earlier decision has found; null to read the credential */
    private DecisionResult decideEncoded(RequestView request, RequestId id, @Nullable KnownKey established) {
        EncodedPath path = authorizer.acceptsEncoded() ? EncodedRequestPath.of(request) : null;
        if (path == null) {
            return decisions.denied(unmatched(request, id), DenyReason.AMBIGUOUS_PATH);
        }
        return established == null
                ? authorizer.authorize(request, id, path)
                : authorizer.authorize(request, id, path, established);
    }

    /**
     * Decides once more about a request as it came in, for a second filter behind the first.
     *
     * @param path the path that the container has decoded, relative to the context; null if the path is ambiguous
     * @param earlier the last decision about the request, whose id is used again; null if there is none
     * @param established the key that an earlier decision has found; null to read the credential
     */
    public DecisionResult decideAgain(
            RequestView request, @Nullable String path, @Nullable Decision earlier, @Nullable KnownKey established) {
        if (earlier == null
                || path == null
                || !path.equals(request.path())
                || !PathSyntax.isAmbiguous(request.rawPath())) {
            return decideDispatch(request, path, earlier, established);
        }
        try {
            return told(decideEncoded(request, earlier.id(), established));
        } catch (RuntimeException e) {
            return conclusion.refused(request, earlier.id(), e);
        }
    }

    /**
     * Decides for another path, to which the application dispatches a request (Servlet 6.0, section 9).
     *
     * @param path the decoded path, relative to the context; null if the container regards the path as ambiguous
     * @param earlier the last decision about the request, whose id is used again; null if there is none
     * @param established the key that an earlier decision has found; null to read the credential
     */
    public DecisionResult decideDispatch(
            RequestView request, @Nullable String path, @Nullable Decision earlier, @Nullable KnownKey established) {
        RequestId id = earlier == null ? requestId(request) : earlier.id();
        try {
            if (path == null || !PathSyntax.isCanonical(path)) {
                return told(decisions.denied(unmatched(request, id), DenyReason.AMBIGUOUS_PATH));
            }
            return told(
                    established == null
                            ? authorizer.authorize(request, id, path)
                            : authorizer.authorize(request, id, path, established));
        } catch (RuntimeException e) {
            return conclusion.refused(request, id, e);
        }
    }

    /** The decision that lets an error page of the container pass, for a request about which nothing was decided. */
    public Decision openErrorPage(RequestView request) {
        return decisions.open(unmatched(request, requestId(request)));
    }

    /**
     * Refuses a request that has passed, for an application that checks more than the routes do.
     *
     * @param earlier the last decision about the request, whose id and route are used again; null if there is none
     * @param refusal a built-in reason, or a refusal of a policy
     * @param scopes the scopes that were needed; empty unless they are the reason
     */
    public Decision refuse(RequestView request, @Nullable Decision earlier, Refusal refusal, Set<String> scopes) {
        RequestId id = earlier == null ? requestId(request) : earlier.id();
        String route = earlier == null ? Requirement.UNMATCHED.route() : earlier.route();
        RoutedRequest routed = new RoutedRequest(request, id, new Requirement(Access.SECRET, scopes, route, false));
        Identity identity = earlier == null ? null : earlier.identity().orElse(null);
        return conclusion.told(decisions.denied(routed, refusal, identity));
    }

    /**
     * Checks a key apart from requests: whether the key exists and is active. Waits for the store, {@code load-timeout} at
     * most. Legacy keys are not searched, and the checksum is not looked at, since both need the text of the key: a caller
     * that has the text looks at {@link dev.keystile.key.KeyFormat#isMistyped} first.
     */
    public KeyCheck check(PresentedKey key) {
        return keyChecker.check(key);
    }

    /** The id of a request: the id that the client sent, unless that is or holds a key, or a new one. */
    private RequestId requestId(RequestView request) {
        String sent = request.first(RequestIds.HEADER);
        return sent != null && presentedTexts.areIn(sent, request) ? requestIds.replacement() : requestIds.choose(sent);
    }

    /** Tells the listener of a decision. A pending decision is told of later, when it is made. */
    private DecisionResult told(DecisionResult result) {
        return result instanceof Decision decision ? conclusion.told(decision) : result;
    }

    private static RoutedRequest unmatched(RequestView request, RequestId id) {
        return new RoutedRequest(request, id, Requirement.UNMATCHED);
    }
}
