package dev.keystile.demo.sso;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or a form; a repeated one is an error (RFC 6749, section 3.1), which the caller checks. */
final class Parameters {

    private record Value(String decoded, String raw) {}

    private final Map<String, List<Value>> values = new LinkedHashMap<>();

    /**
     * Parses {@code application/x-www-form-urlencoded}.
     *
     * @param encoded the query or body; null for no parameters
     *
     * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
     */
    static Parameters parse(@Nullable String encoded) {
        Parameters parameters = new Parameters();
        for (String pair : (encoded == null ? "" : encoded).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String raw = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                parameters.add(decode(name), new Value(decode(raw), raw));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    void add(String name, String value) {
        add(name, new Value(value, value));
    }

    private void add(String name, Value value) {
        values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** Adds the parameters of another source; a parameter with the same value in both counts once. */
    void merge(Parameters others) {
        others.values.forEach((name, list) -> list.forEach(value -> {
            if (!value.decoded().equals(get(name))) {
                add(name, value);
            }
        }));
    }

    /** The value; null if the parameter is absent or empty, which is the same (RFC 6749, section 3.1). */
    @Nullable
    String get(String name) {
        List<Value> all = values.get(name);
        return all == null || all.get(0).decoded().isEmpty() ? null : all.get(0).decoded();
    }

    /** The value as it was sent, with its percent signs; null if the parameter is absent. */
    @Nullable
    String raw(String name) {
        List<Value> all = values.get(name);
        return all == null ? null : all.get(0).raw();
    }

    /** Whether the parameter comes more than once. */
    boolean repeats(String name) {
        List<Value> all = values.get(name);
        return all != null && all.size() > 1;
    }

    /** Whether any parameter comes more than once. */
    boolean repeatsAny() {
        return values.keySet().stream().anyMatch(this::repeats);
    }
}
