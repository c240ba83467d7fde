package dev.keystile.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a CSV file.
 *
 * @param line the number of the line in the file on which the row begins, from 1
 * @param head the names of the columns
 * @param values a value for each column
 */
record CsvRow(long line, List<String> head, List<String> values) {

    /** The value of a column, without white space around it; empty if the file has no such column. */
    String get(String column) {
        int index = head.indexOf(column);
        return index < 0 ? "" : values.get(index).strip();
    }

    /** The values that are not empty of the columns whose name begins with a prefix, by the rest of the name. */
    Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
            if (head.get(i).startsWith(prefix) && !values.get(i).isBlank()) {
                found.put(head.get(i).substring(prefix.length()), values.get(i).strip());
            }
        }
        return found;
    }

    /** The number of the line alone: a value may be secret. */
    @Override
    public String toString() {
        return "CsvRow[line " + line + "]";
    }
}
