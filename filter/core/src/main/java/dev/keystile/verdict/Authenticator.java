package dev.keystile.verdict;

import dev.keystile.credential.Credential;
import dev.keystile.credential.CredentialReader;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Restrictions;
import dev.keystile.route.Access;
import dev.keystile.route.PathSyntax;
import dev.keystile.route.Requirement;
import dev.keystile.route.RouteTable;
import dev.keystile.store.CachedKeyStore;
import dev.keystile.store.Lookup;
import java.time.InstantSource;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Decides which environment a request is, and whether it may come through. */
public final class Authenticator {

    private static final String REQUEST_METHOD = "Access-Control-Request-Method";

    private final CredentialReader credentials;
    private final RouteTable routes;
    private final CachedKeyStore<Verdict.Granted> keys;
    private final BrowserPolicy browsers;
    private final TrustedProxies proxies;
    private final AssertedIdentity assertedIdentity;
    private final VerdictListener listener;
    private final InstantSource clock;

    /** An authenticator of these parts, of which it owns none. */
    public Authenticator(
            CredentialReader credentials,
            RouteTable routes,
            CachedKeyStore<Verdict.Granted> keys,
            Trust trust,
            VerdictListener listener,
            InstantSource clock) {
        this.credentials = credentials;
        this.routes = routes;
        this.keys = keys;
        this.browsers = trust.browsers();
        this.proxies = trust.proxies();
        this.assertedIdentity = trust.assertedIdentity();
        this.listener = GuardedListener.of(listener);
        this.clock = clock;
    }

    /** Decides a request that comes from outside. Never throws for anything that a client sent. */
    public Verdict decide(RequestView request) {
        if (request.method().equals("TRACE")) {
            return tell(Verdict.Denied.of(DenyReason.METHOD_NOT_ALLOWED), Requirement.UNMATCHED, request);
        }
        String rawPath = request.rawPath();
        String path = PathSyntax.isAmbiguous(rawPath) ? null : request.path();
        // What is not ambiguous before it is decoded is canonical if decoding changes nothing.
        if (path == null || !(path.equals(rawPath) || PathSyntax.isCanonical(path))) {
            return tell(Verdict.Denied.of(DenyReason.AMBIGUOUS_PATH), Requirement.UNMATCHED, request);
        }
        return decide(request, path);
    }

    /**
     * Decides for a path that the application dispatches to (Servlet 6.0, section 9), by the identity that was
     * established before or else by the credential.
     */
    public Verdict decideDispatch(RequestView request, String path, Verdict.@Nullable Granted established) {
        if (!PathSyntax.isCanonical(path)) {
            return tell(Verdict.Denied.of(DenyReason.AMBIGUOUS_PATH), Requirement.UNMATCHED, request);
        }
        if (established == null) {
            return decide(request, path);
        }
        Requirement need = routes.match(request.method(), path);
        if (need.access() == Access.DENIED) {
            return tell(Verdict.Denied.of(DenyReason.ROUTE_CLOSED), need, request);
        }
        DenyReason reason = unfit(need, established.identity());
        return tell(reason == null ? established : denied(reason, established.identity(), need), need, request);
    }

    /**
     * Whose key this is, whatever the route and wherever it comes from: revoked, expired and unknown keys are
     * refused, either type is granted.
     */
    public Verdict identify(PresentedKey key) {
        if (key.isExample()) {
            return new Verdict.Denied(DenyReason.EXAMPLE_KEY, null, key.hint(), "");
        }
        Lookup<Verdict.Granted> lookup = keys.find(key.digest());
        if (lookup instanceof Lookup.Known<Verdict.Granted> known) {
            DenyReason ended = ended(known.record());
            return ended == null
                    ? known.principal()
                    : new Verdict.Denied(ended, known.principal().identity(), null, "");
        }
        DenyReason reason = lookup instanceof Lookup.Unknown ? DenyReason.UNKNOWN_KEY : DenyReason.STORE_UNAVAILABLE;
        return new Verdict.Denied(reason, null, key.hint(), "");
    }

    private Verdict decide(RequestView request, String path) {
        Requirement need = routes.match(request.method(), path);
        return tell(
                switch (need.access()) {
                    case DENIED -> Verdict.Denied.of(DenyReason.ROUTE_CLOSED);
                    case PUBLIC -> isPreflight(request) ? preflight(request, path) : Verdict.Open.OPEN;
                    default -> isPreflight(request) ? preflight(request, path) : authenticate(request, need);
                },
                need,
                request);
    }

    private Verdict authenticate(RequestView request, Requirement need) {
        Credential credential = credentials.read(request);
        Verdict asserted = assertedIdentity.verdict(request);
        if (asserted != null) {
            return credential == Credential.Absent.ABSENT
                    ? fit(need, asserted)
                    : Verdict.Denied.of(DenyReason.MULTIPLE_CREDENTIALS);
        }
        if (credential instanceof Credential.Presented presented) {
            Verdict verdict = identify(presented.key());
            return verdict instanceof Verdict.Granted granted ? authorize(request, need, granted) : verdict;
        }
        if (credential instanceof Credential.Refused refused) {
            return Verdict.Denied.of(
                    switch (refused) {
                        case UNSUPPORTED_SCHEME -> DenyReason.UNSUPPORTED_SCHEME;
                        case MALFORMED -> DenyReason.MALFORMED_KEY;
                        case MULTIPLE -> DenyReason.MULTIPLE_CREDENTIALS;
                    });
        }
        return need.access() == Access.OPTIONAL ? Verdict.Open.OPEN : Verdict.Denied.of(DenyReason.MISSING_KEY);
    }

    /** The key was checked by whoever vouches; what is left is whether it fits the route. */
    private static Verdict fit(Requirement need, Verdict asserted) {
        if (!(asserted instanceof Verdict.Granted granted)) {
            return asserted;
        }
        DenyReason reason = unfit(need, granted.identity());
        return reason == null ? granted : denied(reason, granted.identity(), need);
    }

    private Verdict authorize(RequestView request, Requirement need, Verdict.Granted granted) {
        Identity identity = granted.identity();
        if (identity.type() == KeyType.SECRET && browsers.rejectsSecretKey(request)) {
            return denied(DenyReason.SECRET_KEY_IN_BROWSER, identity, need);
        }
        DenyReason reason = unfit(need, identity);
        if (reason != DenyReason.SECRET_KEY_REQUIRED) {
            DenyReason misplaced = misplaced(request, granted.restrictions());
            reason = misplaced != null ? misplaced : reason;
        }
        return reason == null ? granted : denied(reason, identity, need);
    }

    /** What is wrong with the place that a key is used from. */
    private @Nullable DenyReason misplaced(RequestView request, Restrictions restrictions) {
        if (restrictions.origins() != null && !restrictions.allowOrigin(request.only("Origin"))) {
            return DenyReason.ORIGIN_NOT_ALLOWED;
        }
        boolean fits = restrictions.networks() == null || restrictions.allowAddress(proxies.clientOf(request));
        return fits ? null : DenyReason.IP_NOT_ALLOWED;
    }

    private @Nullable DenyReason ended(KeyRecord record) {
        if (record.isRevoked()) {
            return DenyReason.REVOKED_KEY;
        }
        return record.expiresAt() != null && record.isExpiredAt(clock.millis()) ? DenyReason.EXPIRED_KEY : null;
    }

    /** What a key lacks for a route. */
    private static @Nullable DenyReason unfit(Requirement need, Identity identity) {
        if (need.access() != Access.SECRET) {
            return null;
        }
        if (identity.type() != KeyType.SECRET) {
            return DenyReason.SECRET_KEY_REQUIRED;
        }
        return identity.scopes().includesAll(need.scopes()) ? null : DenyReason.INSUFFICIENT_SCOPE;
    }

    private static Verdict.Denied denied(DenyReason reason, Identity identity, Requirement need) {
        String scopes = reason == DenyReason.INSUFFICIENT_SCOPE ? String.join(" ", need.scopes()) : "";
        return new Verdict.Denied(reason, identity, null, scopes);
    }

    private boolean isPreflight(RequestView request) {
        return browsers.answersPreflights()
                && request.method().equals("OPTIONS")
                && request.has("Origin")
                && request.has(REQUEST_METHOD);
    }

    private Verdict preflight(RequestView request, String path) {
        Enumeration<String> methods = request.values(REQUEST_METHOD);
        String method = methods != null && methods.hasMoreElements() ? methods.nextElement() : "";
        boolean forBrowsers = routes.match(method, path).access().compareTo(Access.SECRET) < 0;
        return forBrowsers ? Verdict.Preflight.ANSWERED : Verdict.Denied.of(DenyReason.PREFLIGHT_REFUSED);
    }

    private Verdict tell(Verdict verdict, Requirement need, RequestView request) {
        listener.decided(verdict, need.route(), request.requestId());
        return verdict;
    }
}
