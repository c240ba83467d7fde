package dev.keystile.yaml;

import dev.keystile.setting.Place;
import java.util.List;
import java.util.Map;

/** A node of the tree of a YAML document, with its place. */
sealed interface YamlNode {

    Place place();

    /** The kind of the value, for messages. */
    String kind();

    /**
     * A single value.
     *
     * @param plain whether the value is written without quotes
     */
    record Scalar(String text, boolean plain, Place place) implements YamlNode {

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Names and values, in the order of the document. */
    record Mapping(Map<String, NamedNode> fields, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /**
     * The value of a name.
     *
     * @param place where the name stands
     */
    record NamedNode(YamlNode value, Place place) {}
}
