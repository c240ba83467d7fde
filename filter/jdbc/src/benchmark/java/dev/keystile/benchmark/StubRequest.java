package dev.keystile.benchmark;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request that costs as little as possible: it allocates nothing, and is used again and again. */
final class StubRequest extends HttpServletRequestWrapper {

    private final String uri;
    private final String path;
    private final OneValue authorization = new OneValue();
    private final String[] names = new String[8];
    private final Object[] values = new Object[8];
    private int attributes;

    @Nullable
    private String credential;

    StubRequest(String path) {
        super((HttpServletRequest) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
        this.path = path;
        // Containers make two texts of it.
        this.uri = String.valueOf(path.toCharArray());
    }

    /** A new request with this Authorization field. */
    StubRequest with(@Nullable String authorizationField) {
        credential = authorizationField;
        attributes = 0;
        return this;
    }

    @Override
    public boolean isWrapperFor(Class<?> wrappedType) {
        return false;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public String getServerName() {
        return "api.example.com";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.1";
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("Authorization") ? credential : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (credential == null || !name.equalsIgnoreCase("Authorization")) {
            return Collections.emptyEnumeration();
        }
        authorization.next = credential;
        return authorization;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        names[attributes] = name;
        values[attributes++] = value;
    }

    @Override
    public void removeAttribute(String name) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                names[i] = "";
            }
        }
    }

    private static final class OneValue implements Enumeration<String> {

        @Nullable
        private String next;

        @Override
        public boolean hasMoreElements() {
            return next != null;
        }

        @Override
        public String nextElement() {
            String value = next;
            next = null;
            return value;
        }
    }
}
