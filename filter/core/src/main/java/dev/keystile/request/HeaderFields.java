package dev.keystile.request;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request (RFC 9110, section 5). The letter case of names does not matter.
 *
 * <pre>{@code
 * HeaderFields fields = servletRequest::getHeaders;
 * }</pre>
 */
@FunctionalInterface
public interface HeaderFields {

    /** All values of the field with this name; null or empty if the request has no such field. */
    @Nullable
    Enumeration<String> values(String name);

    /** The first value of the field with this name; null if the request has no such field. */
    default @Nullable String first(String name) {
        Enumeration<String> values = values(name);
        return values != null && values.hasMoreElements() ? values.nextElement() : null;
    }

    /** Whether the request has a field with this name. */
    default boolean has(String name) {
        return first(name) != null;
    }

    /** The value of a field that may come only once; null if the field is absent, or comes more than once. */
    default @Nullable String only(String name) {
        Enumeration<String> values = values(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }
}
