package dev.keystile.servlet;

import dev.keystile.key.Identity;
import dev.keystile.reply.HiddenFields;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the application sees: the identity as principal and roles, neither the key nor identities that a
 * client claims. Caches neither path nor headers, since containers change both under a dispatch.
 */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    private static final String AUTH_TYPE = "API_KEY";

    private final HiddenFields hidden;
    private final RequestState state;

    AuthenticatedRequest(HttpServletRequest request, HiddenFields hidden, RequestState state) {
        super(request);
        this.hidden = hidden;
        this.state = state;
    }

    private @Nullable Identity identity() {
        return state.identity();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        Identity identity = identity();
        return identity != null ? identity : super.getUserPrincipal();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Identity identity = identity();
        return identity != null ? identity.keyId() : super.getRemoteUser();
    }

    @Override
    public @Nullable String getAuthType() {
        return identity() != null ? AUTH_TYPE : super.getAuthType();
    }

    @Override
    public boolean isUserInRole(String role) {
        Identity identity = identity();
        return identity != null ? identity.hasRole(role) : super.isUserInRole(role);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        Object value = state.identityAttribute(name);
        return value != null ? value : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (state.identityAttribute(name) != null) {
            state.publishIdentity();
        }
        super.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        if (state.identityAttribute(name) != null) {
            state.publishIdentity();
        }
        super.removeAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        state.publishIdentity();
        return super.getAttributeNames();
    }

    /** The request without this wrapper. */
    @Override
    public ServletRequest getRequest() {
        state.publishIdentity();
        return super.getRequest();
    }

    /** An ASYNC dispatch gets the request without this wrapper. */
    @Override
    public AsyncContext startAsync() {
        state.publishIdentity();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        state.publishIdentity();
        return super.startAsync(request, response);
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (hidden.isIdentity(name)) {
            return null;
        }
        return hidden.mayCarryKey(name) ? first(getHeaders(name)) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (hidden.isIdentity(name)) {
            return Collections.emptyEnumeration();
        }
        Enumeration<String> values = super.getHeaders(name);
        if (values == null || !hidden.mayCarryKey(name)) {
            return values;
        }
        List<String> visible = new ArrayList<>(1);
        while (values.hasMoreElements()) {
            String value = values.nextElement();
            if (!hidden.isKey(name, value, state.key() != null)) {
                visible.add(value);
            }
        }
        return Collections.enumeration(visible);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        if (names == null) {
            return names;
        }
        List<String> visible = new ArrayList<>();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (isVisible(name)) {
                visible.add(name);
            }
        }
        return Collections.enumeration(visible);
    }

    private boolean isVisible(String name) {
        return !hidden.isIdentity(name)
                && (!hidden.mayCarryKey(name) || getHeaders(name).hasMoreElements());
    }

    @Override
    public long getDateHeader(String name) {
        return getHeader(name) == null ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return getHeader(name) == null ? -1 : super.getIntHeader(name);
    }

    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> visible = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        super.getTrailerFields().forEach((name, value) -> {
            if (!hidden.isHidden(name, value, state.key() != null)) {
                visible.put(name, value);
            }
        });
        return visible;
    }

    private static @Nullable String first(@Nullable Enumeration<String> values) {
        return values != null && values.hasMoreElements() ? values.nextElement() : null;
    }
}
