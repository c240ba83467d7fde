package dev.keystile.cli;

import dev.keystile.admin.KeyPage;
import dev.keystile.key.PrintableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys as they are printed.
 *
 * @param after the cursor of the keys that follow; null if none do
 */
record KeyListView(List<KeyView> keys, @Nullable String after) {

    private static final String[] HEAD = {
        "ID", "TYPE", "ACCOUNT", "ENVIRONMENT", "NAME", "KEY", "CREATED", "LAST USED", "STATE"
    };

    static KeyListView of(KeyPage page, Instant now) {
        return new KeyListView(
                page.keys().stream().map(key -> KeyView.of(key, now)).toList(), page.next());
    }

    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        table().forEach(console::result);
        if (after != null) {
            console.result("More keys follow: --after " + after);
        }
    }

    private List<String> table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEAD);
        keys.forEach(key ->
                rows.add(Stream.of(key.columns()).map(PrintableText::escape).toArray(String[]::new)));
        int[] widths = new int[HEAD.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
