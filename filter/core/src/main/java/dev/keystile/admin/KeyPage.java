package dev.keystile.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of keys.
 *
 * @param keys the keys, in the order of the list
 * @param next the cursor of the page that follows, for {@link KeyQuery#after}; null for the last page
 */
public record KeyPage(List<KeyDescription> keys, @Nullable String next) {

    /** Copies the list. */
    public KeyPage {
        keys = List.copyOf(keys);
    }
}
