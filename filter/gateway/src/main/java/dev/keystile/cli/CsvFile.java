package dev.keystile.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.keystile.key.Redaction;
import dev.keystile.yaml.NameSuggestion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A CSV file with a head (RFC 4180), in UTF-8. Every error names the file and the line.
 *
 * @param label the name of the file, for messages
 * @param rows the rows below the head
 */
record CsvFile(String label, List<CsvRow> rows) {

    private static final String NO_CSV =
            "a value in quotes must end with a quote, and a quote within quotes is written twice";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a file.
     *
     * @param required the columns that the head must have
     * @param optional the other columns that it may have
     * @param other whether a column with another name is allowed
     */
    static CsvFile read(
            InputFile file,
            CommandContext context,
            List<String> required,
            List<String> optional,
            Predicate<String> other)
            throws CommandException {
        List<CsvRecord> records = records(file.label(), text(file, context));
        if (records.isEmpty()) {
            throw error(
                    file.label(),
                    1,
                    "the file is empty; its first line must name the columns: " + String.join(",", required));
        }
        List<String> head =
                records.get(0).getFields().stream().map(String::strip).toList();
        checkHead(file.label(), head, required, optional, other);
        List<CsvRow> rows = new ArrayList<>();
        for (CsvRecord record : records.subList(1, records.size())) {
            rows.add(row(file.label(), head, record));
        }
        return new CsvFile(file.label(), List.copyOf(rows));
    }

    /** An error in a line. */
    CommandException error(CsvRow row, String message) {
        return error(label, row.line(), message);
    }

    private static CommandException error(String label, long line, String message) {
        return new CommandException(label + ":" + line + ": " + message + "; nothing was imported");
    }

    private static String text(InputFile file, CommandContext context) throws CommandException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.read(context)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CommandException(file.label() + " is not UTF-8; nothing was imported");
        }
    }

    private static List<CsvRecord> records(String label, String text) throws CommandException {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            reader.forEach(records::add);
        } catch (CsvParseException | IOException e) {
            throw error(label, lastLine(records) + 1, "this is no CSV: " + NO_CSV);
        }
        // The library takes the end of the file for the missing quote.
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw error(label, lastLine(records), "this is no CSV: " + NO_CSV);
        }
        return records;
    }

    private static long lastLine(List<CsvRecord> records) {
        return records.isEmpty() ? 0 : records.get(records.size() - 1).getStartingLineNumber();
    }

    private static void checkHead(
            String label, List<String> head, List<String> required, List<String> optional, Predicate<String> other)
            throws CommandException {
        Set<String> seen = new HashSet<>();
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        for (String column : head) {
            if (!known.contains(column) && !other.test(column)) {
                throw error(
                        label,
                        1,
                        "there is no column " + Redaction.quoted(column) + "; "
                                + NameSuggestion.nearest(column, known)
                                        .map(name -> "did you mean '" + name + "'?")
                                        .orElse("the columns are " + String.join(",", known)));
            }
            if (!seen.add(column)) {
                throw error(label, 1, "the column '" + column + "' is there twice");
            }
        }
        for (String column : required) {
            if (!seen.contains(column)) {
                throw error(
                        label,
                        1,
                        "the column '" + column + "' is missing; the first line must name the columns: "
                                + String.join(",", required));
            }
        }
    }

    private static CsvRow row(String label, List<String> head, CsvRecord record) throws CommandException {
        if (record.getFieldCount() != head.size()) {
            throw error(
                    label,
                    record.getStartingLineNumber(),
                    "the line has " + record.getFieldCount() + " values and the first line " + head.size());
        }
        return new CsvRow(record.getStartingLineNumber(), head, record.getFields());
    }
}
