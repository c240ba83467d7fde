package dev.keystile.cli;

import dev.keystile.key.PrintableText;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every key. */
@Command(name = "list", description = "Shows every key: id, type, environment, name, last four, state, last use.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    ListCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        Instant now = Instant.now();
        List<KeyView> keys = place.use(KeyRegistry::list).stream()
                .map(key -> KeyView.of(key, now))
                .toList();
        if (console.isJson()) {
            console.json(keys);
        } else {
            table(keys);
        }
        return 0;
    }

    private void table(List<KeyView> keys) {
        String[] head = {"ID", "TYPE", "ENVIRONMENT", "NAME", "KEY", "CREATED", "LAST USED", "STATE"};
        List<String[]> rows = new ArrayList<>();
        rows.add(head);
        keys.forEach(key ->
                rows.add(Stream.of(key.columns()).map(PrintableText::escape).toArray(String[]::new)));
        int[] widths = new int[head.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        rows.forEach(row -> console.result(line(row, widths)));
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
