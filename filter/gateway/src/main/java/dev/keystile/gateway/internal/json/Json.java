package dev.keystile.gateway.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON, with names in snake case and in the order of declaration. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** A value as JSON on one line, without a line end. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A value as JSON on one line with a line end, in UTF-8. */
    public static byte[] line(Object value) {
        return (text(value) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** A value as indented JSON, for people. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Parses an object whose values are strings.
     *
     * @throws JacksonException if the text is not valid JSON, or a value is not a string
     */
    public static Map<String, String> texts(String object) {
        Map<String, String> texts = new LinkedHashMap<>();
        MAPPER.readTree(object)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    /**
     * Parses a document.
     *
     * @throws JacksonException if the document is not exactly one JSON value, or repeats a name in an object
     */
    public static JsonNode parse(byte[] document) {
        return MAPPER.readTree(document);
    }
}
