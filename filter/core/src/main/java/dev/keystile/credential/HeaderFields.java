package dev.keystile.credential;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The header fields of a request. */
@FunctionalInterface
public interface HeaderFields {

    /** Every value of the field with this name, in any case; null or empty where there is none. */
    @Nullable
    Enumeration<String> values(String name);

    /** Whether the request has a field with this name. */
    default boolean has(String name) {
        Enumeration<String> values = values(name);
        return values != null && values.hasMoreElements();
    }

    /** The value of a field that may come once; null where it does not come, or more than once. */
    default @Nullable String only(String name) {
        Enumeration<String> values = values(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }
}
