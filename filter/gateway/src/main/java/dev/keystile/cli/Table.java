package dev.keystile.cli;

import dev.keystile.key.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table in text: columns as wide as their widest value, and control characters escaped. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(head);
    }

    /** Adds a row, with a value for each column. */
    void add(String... row) {
        rows.add(Stream.of(row).map(PrintableText::escape).toArray(String[]::new));
    }

    void print(Console console) {
        int[] widths = new int[rows.get(0).length];
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
