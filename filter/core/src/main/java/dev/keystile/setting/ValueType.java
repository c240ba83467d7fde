package dev.keystile.setting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The type of the value of a setting: its written form, and which values are valid. A value that is given in code is
 * checked in its written form, so that code and files get the same check and the same message. Immutable.
 */
public final class ValueType<T> {

    private final String form;
    private final Function<String, Optional<T>> parser;
    private final Function<? super T, String> writer;
    private final Map<String, Object> schema;

    private ValueType(
            String form,
            Function<String, Optional<T>> parser,
            Function<? super T, String> writer,
            Map<String, Object> schema) {
        this.form = form;
        this.parser = parser;
        this.writer = writer;
        this.schema = schema;
    }

    /**
     * A type.
     *
     * @param form what a value must be, for messages: {@code a duration such as 30s}
     * @param parser reads the written form; empty if the text is wrong. May throw an
     *     {@link IllegalArgumentException}, whose message then is the whole message to the user
     * @param writer the written form, which the parser reads back
     * @param schema the JSON Schema of the written form, as far as JSON Schema can express it
     */
    public static <T> ValueType<T> of(
            String form,
            Function<String, Optional<T>> parser,
            Function<? super T, String> writer,
            Map<String, ?> schema) {
        return new ValueType<>(form, parser, writer, Map.copyOf(schema));
    }

    /** Texts that meet a condition. */
    public static ValueType<String> text(String form, Predicate<String> check, Map<String, ?> schema) {
        return of(form, text -> Optional.of(text).filter(check), text -> text, schema);
    }

    /**
     * This type with a limit.
     *
     * @param limited what a value must be, for messages
     * @param more the keywords that the limit adds to the JSON Schema
     */
    public ValueType<T> limitedTo(String limited, Predicate<? super T> limit, Map<String, ?> more) {
        Map<String, Object> both = new LinkedHashMap<>(schema);
        both.putAll(more);
        return new ValueType<>(limited, text -> parser.apply(text).filter(limit), writer, Map.copyOf(both));
    }

    /** This type with another text for messages. */
    public ValueType<T> described(String other) {
        return new ValueType<>(other, parser, writer, schema);
    }

    /** What a value must be, for messages. */
    public String form() {
        return form;
    }

    /**
     * Reads the written form; empty if the text is wrong.
     *
     * @throws IllegalArgumentException if the text is wrong, with the whole message
     */
    public Optional<T> parse(String text) {
        return parser.apply(text);
    }

    /** The written form. */
    public String write(T value) {
        return writer.apply(value);
    }

    /** The JSON Schema of the written form; its keys are the keywords of draft 2020-12. */
    public Map<String, Object> schema() {
        return schema;
    }

    @Override
    public String toString() {
        return form;
    }
}
