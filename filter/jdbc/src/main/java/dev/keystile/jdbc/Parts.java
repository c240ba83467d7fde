package dev.keystile.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what is too much for one statement. */
final class Parts {

    private static final int SIZE = 1_000;

    private Parts() {}

    /** The values in lists of up to 1,000, in their order. */
    static <T> List<List<T>> of(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SIZE) {
            parts.add(all.subList(from, Math.min(from + SIZE, all.size())));
        }
        return parts;
    }
}
