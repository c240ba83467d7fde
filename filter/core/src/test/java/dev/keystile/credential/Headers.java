package dev.keystile.credential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Header fields for tests. */
final class Headers implements HeaderFields {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static Headers authorization(String... lines) {
        return new Headers().with("Authorization", lines);
    }

    Headers with(String name, String... lines) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).addAll(List.of(lines));
        return this;
    }

    @Override
    public Enumeration<String> values(String name) {
        return Collections.enumeration(values.getOrDefault(name, List.of()));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
