package dev.keystile.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A GET as a container shows it to a filter, again for each dispatch. */
final class FakeServletRequest {

    final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            FakeServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> call(method, arguments));

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();
    private final String uri;
    private DispatcherType type = DispatcherType.REQUEST;
    private String path;

    FakeServletRequest(String uri) {
        this.uri = uri;
        this.path = uri;
    }

    FakeServletRequest with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** The request is dispatched to another path; null for one that the container takes for ambiguous. */
    HttpServletRequest dispatched(DispatcherType dispatcherType, String target) {
        type = dispatcherType;
        path = target;
        return request;
    }

    /** The request includes a path; null for a servlet by its name. */
    HttpServletRequest included(String target) {
        type = DispatcherType.INCLUDE;
        attributes.put(RequestDispatcher.INCLUDE_SERVLET_PATH, target);
        return request;
    }

    private Object call(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getMethod" -> "GET";
            case "getRequestURI" -> uri;
            case "getServletPath" -> servletPath();
            case "getDispatcherType" -> type;
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getHeader" -> fields.get((String) arguments[0]);
            case "getHeaders" -> values((String) arguments[0]);
            case "getRemoteAddr" -> "192.0.2.1";
            case "getPathInfo" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Enumeration<String> values(String name) {
        String value = fields.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    private String servletPath() {
        if (path == null) {
            throw new IllegalArgumentException("ambiguous");
        }
        return path;
    }
}
