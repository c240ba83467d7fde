package dev.keystile.servlet;

import dev.keystile.decision.Decision;
import dev.keystile.key.Identity;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.RequestView;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request, kept in its attributes, and the request as it came in, for decisions that follow when
 * the application dispatches the request further. Used by one thread at a time, like the request.
 */
final class RequestState implements RequestView {

    static final String ATTRIBUTE = "dev.keystile.state";

    private final HttpServletRequest request;
    private String path = "";
    private @Nullable Decision decision;
    private @Nullable Decision passing;
    private @Nullable KnownKey key;
    private @Nullable String errorPage;
    private boolean identityPublished;

    RequestState(HttpServletRequest request) {
        this.request = request;
    }

    /** The state of a request that this or another instance of the filter has seen; null if none has. */
    static @Nullable RequestState of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestState state ? state : null;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return request.getRequestURI();
    }

    @Override
    public String contextPath() {
        String context = request.getContextPath();
        return context == null ? "" : context;
    }

    /** The path, remembered for dispatches that follow: containers change the path of a request that is dispatched. */
    @Override
    public @Nullable String path() {
        String decoded = ServletPaths.ofRequest(request);
        if (decoded != null) {
            path = decoded;
        }
        return decoded;
    }

    @Override
    public String remoteAddress() {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public @Nullable Enumeration<String> values(String name) {
        return request.getHeaders(name);
    }

    @Override
    public @Nullable String first(String name) {
        return request.getHeader(name);
    }

    /** The path that was decided for the request itself, not for one of its dispatches. */
    String requestedPath() {
        return path;
    }

    /** The last decision; null before the first one. */
    @Nullable
    Decision decision() {
        return decision;
    }

    /** The decision that a dispatch goes on with if it only shows the same resource; null if none has passed yet. */
    @Nullable
    Decision passing() {
        return passing;
    }

    /** The key that the request passed with; null where it has none. */
    @Nullable
    KnownKey key() {
        return key;
    }

    /** The identity of the request; null if there is none. */
    @Nullable
    Identity identity() {
        return key == null ? null : key.identity();
    }

    /** Takes note of a decision. */
    void decided(Decision next) {
        decision = next;
        if (next instanceof Decision.Granted granted) {
            passing = next;
            boolean isOther = granted.key() != key;
            key = granted.key();
            if (isOther && identityPublished) {
                identityPublished = false;
                publishIdentity();
            }
        } else if (next.passes() && key == null) {
            passing = next;
        }
    }

    /**
     * The value of an attribute that tells the identity; null for other attributes, where there is no identity, and once the
     * attributes are those of the request.
     */
    @Nullable
    Object identityAttribute(String name) {
        if (identityPublished || key == null) {
            return null;
        }
        return switch (name) {
            case ApiKeyAuthFilter.IDENTITY_ATTRIBUTE -> key.identity();
            case ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE -> key.identity().account();
            case ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE -> key.identity().environment();
            default -> null;
        };
    }

    /**
     * Makes the attributes that tell the identity those of the request itself. Nearly no request needs that, since
     * {@link AuthenticatedRequest} returns them.
     */
    void publishIdentity() {
        if (!identityPublished && key != null) {
            Identity identity = key.identity();
            request.setAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE, identity);
            request.setAttribute(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE, identity.account());
            request.setAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE, identity.environment());
            identityPublished = true;
        }
    }

    /** Whether an ERROR dispatch to this path shows an error page, and is no dispatch from one. */
    boolean isErrorPage(@Nullable String target) {
        return errorPage == null || errorPage.equals(target);
    }

    /** Remembers the error page that runs from now on; false if one runs already. */
    boolean enterErrorPage(@Nullable String target) {
        if (errorPage != null) {
            return false;
        }
        errorPage = target;
        return true;
    }

    void leaveErrorPage() {
        errorPage = null;
    }
}
