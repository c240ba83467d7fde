package dev.keystile.setting;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types of values that many settings have. */
public final class ValueTypes {

    /** The JSON Schema of a text, which without quotes in YAML may be a number or a boolean too. */
    public static final Map<String, Object> ANY_SCALAR = Map.of("type", List.of("string", "number", "boolean"));

    /** {@code true} or {@code false}. */
    public static final ValueType<Boolean> FLAG = ValueType.of(
            "true or false",
            text -> text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty(),
            String::valueOf,
            Map.of("enum", List.of(true, false, "true", "false")));

    /** A duration from 0 to 36500 days. */
    public static final ValueType<Duration> DURATION = ValueType.of(
            DurationText.FORM,
            DurationText::tryParse,
            DurationText::write,
            Map.of("type", "string", "pattern", DurationText.PATTERN));

    /** A duration that is longer than 0. */
    public static final ValueType<Duration> POSITIVE_DURATION = DURATION.limitedTo(
            DurationText.FORM + ", longer than 0",
            duration -> !duration.isZero(),
            Map.of("pattern", DurationText.POSITIVE_PATTERN));

    /** The max value of a {@link #count}: nine digits. */
    public static final int MAX_COUNT = 999_999_999;

    private ValueTypes() {}

    /** A whole number of at most nine digits. */
    public static ValueType<Integer> count(int min, int max) {
        return ValueType.of(
                "a whole number from " + min + " to " + max,
                text -> text.matches("[0-9]{1,9}")
                        ? Optional.of(Integer.parseInt(text)).filter(number -> number >= min && number <= max)
                        : Optional.empty(),
                String::valueOf,
                Map.of(
                        "type",
                        List.of("integer", "string"),
                        "minimum",
                        min,
                        "maximum",
                        max,
                        "pattern",
                        "^[0-9]{1,9}$"));
    }

    /** Any text. */
    public static ValueType<String> anyText(String form) {
        return ValueType.text(form, text -> true, ANY_SCALAR);
    }

    /** The path of a file, on any file system. */
    public static ValueType<Path> path(String form) {
        return ValueType.of(form, ValueTypes::tryPath, Path::toString, ANY_SCALAR);
    }

    private static Optional<Path> tryPath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** One of some words, in the order in which messages name them. */
    public static <T> ValueType<T> oneOf(Map<String, T> words) {
        Map<String, T> byWord = new LinkedHashMap<>(words);
        return ValueType.of(
                list(List.copyOf(byWord.keySet())),
                text -> Optional.ofNullable(byWord.get(text)),
                value -> byWord.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(value))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> String.valueOf(value)),
                Map.of("enum", List.copyOf(byWord.keySet())));
    }

    /** One of the constants of an enum, by their {@code toString}. */
    @SafeVarargs
    public static <T extends Enum<T>> ValueType<T> oneOf(T... constants) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T constant : constants) {
            words.put(constant.toString(), constant);
        }
        return oneOf(words);
    }

    private static String list(List<String> words) {
        List<String> first = new ArrayList<>(words);
        String last = first.remove(first.size() - 1);
        return first.isEmpty() ? last : String.join(", ", first) + " or " + last;
    }
}
