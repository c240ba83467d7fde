package dev.keystile.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The one way in which JSON is read and written here: snake case, in the order of declaration. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** A value on one line, without an end of line. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A value on one line that ends, in UTF-8. */
    public static byte[] line(Object value) {
        return (text(value) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** A value on several lines, for people. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** Reads an object whose values are texts. */
    public static Map<String, String> texts(String object) {
        Map<String, String> texts = new LinkedHashMap<>();
        MAPPER.readTree(object)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    /**
     * Reads a whole document.
     *
     * @throws JacksonException if it is anything but one JSON value
     */
    public static JsonNode parse(byte[] document) {
        return MAPPER.readTree(document);
    }
}
