package dev.keystile.request;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The header fields of a request (RFC 9110, section 5). Names are compared without regard to case. */
@FunctionalInterface
public interface HeaderFields {

    /** Every value of the field with this name; null or empty where there is none. */
    @Nullable
    Enumeration<String> values(String name);

    /** The first value of the field with this name; null where there is none. */
    default @Nullable String first(String name) {
        Enumeration<String> values = values(name);
        return values != null && values.hasMoreElements() ? values.nextElement() : null;
    }

    /** Whether the request has a field with this name. */
    default boolean has(String name) {
        return first(name) != null;
    }

    /** The value of a field that may come once; null where there is none, or more than one. */
    default @Nullable String only(String name) {
        Enumeration<String> values = values(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }
}
