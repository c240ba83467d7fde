package dev.keystile.cli;

import dev.keystile.admin.KeyPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys as they are printed.
 *
 * @param after the cursor of the keys that follow; null if none do
 */
record KeyListView(List<KeyView> keys, @Nullable String after) {

    static KeyListView of(KeyPage page, Instant now) {
        return new KeyListView(
                page.keys().stream().map(key -> KeyView.of(key, now)).toList(), page.next());
    }

    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        Table table = new Table("ID", "TYPE", "ACCOUNT", "ENVIRONMENT", "NAME", "KEY", "CREATED", "LAST USED", "STATE");
        keys.forEach(key -> table.add(key.columns()));
        table.print(console);
        if (after != null) {
            console.result("More keys follow: --after " + after);
        }
    }
}
