package dev.keystile.yaml;

import dev.keystile.key.Redaction;
import dev.keystile.setting.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in a YAML document, whose values are read by name. All methods throw a {@link YamlException} if a value is of
 * the wrong kind. A name without a value is the same as a missing name. Immutable.
 *
 * <pre>{@code
 * YamlSection root = YamlSection.parse("cache: {max-keys: 10}", "example.yaml", value -> value);
 * root.section("cache").requireText("max-keys", "a number").value(); // 10
 * }</pre>
 */
public final class YamlSection {

    private final String prefix;
    private final YamlNode.Mapping mapping;
    private final UnaryOperator<YamlText> reading;

    private YamlSection(String prefix, YamlNode.Mapping mapping, UnaryOperator<YamlText> reading) {
        this.prefix = prefix;
        this.mapping = mapping;
        this.reading = reading;
    }

    /**
     * The root of a document.
     *
     * @param name the name of the document for messages
     * @param reading a function that is applied to each single value when it is read, such as for placeholders
     */
    public static YamlSection parse(String text, String name, UnaryOperator<YamlText> reading) {
        return new YamlSection("", YamlParser.parse(text, name), reading);
    }

    /**
     * The root of a document that another framework has read, such as Spring.
     *
     * @param properties the values by their flat names, such as {@code routes[0].path}; {@code name[]} for an empty list
     * @param place the place of the whole document
     */
    public static YamlSection of(Collection<YamlText> properties, Place place) {
        return new YamlSection("", PropertyTree.of(properties, place), text -> text);
    }

    /** This section with a value, which replaces the value with the same dotted name. */
    public YamlSection with(String dottedName, String value, Place place) {
        return new YamlSection(prefix, put(mapping, dottedName, value, place), reading);
    }

    private static YamlNode.Mapping put(YamlNode.Mapping into, String dottedName, String value, Place place) {
        int dot = dottedName.indexOf('.');
        String name = dot < 0 ? dottedName : dottedName.substring(0, dot);
        YamlNode.NamedNode field = into.fields().get(name);
        YamlNode replaced = dot < 0
                ? new YamlNode.Scalar(value, true, place)
                : put(
                        field != null && field.value() instanceof YamlNode.Mapping inner
                                ? inner
                                : new YamlNode.Mapping(Map.of(), place),
                        dottedName.substring(dot + 1),
                        value,
                        place);
        Map<String, YamlNode.NamedNode> fields = new LinkedHashMap<>(into.fields());
        fields.put(name, new YamlNode.NamedNode(replaced, place));
        return new YamlNode.Mapping(fields, into.place());
    }

    /** The names in the section, with or without a value. */
    public Set<String> mentioned() {
        return mapping.fields().keySet();
    }

    /** The names that have a value. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        mapping.fields().forEach((name, field) -> {
            if (!isNull(field.value())) {
                names.add(name);
            }
        });
        return names;
    }

    /** Whether the section has this name, with or without a value. */
    public boolean mentions(String name) {
        return mapping.fields().containsKey(name);
    }

    /** The place where the section begins. */
    public Place place() {
        return mapping.place();
    }

    /** The place of a name, or of the section if it does not have the name. */
    public Place placeOf(String name) {
        YamlNode.NamedNode field = mapping.fields().get(name);
        return field == null ? place() : field.place();
    }

    /**
     * Checks that the section has no other names.
     *
     * @throws YamlException if it has; the message suggests a similar name of these
     */
    public void allowOnly(Collection<String> names) {
        for (String name : mapping.fields().keySet()) {
            if (!names.contains(name)) {
                throw unknown(name, NameSuggestion.nearest(name, names).map(near -> prefix + near));
            }
        }
    }

    /**
     * The error that a name in this section is unknown.
     *
     * @param suggestion the dotted name that may have been meant
     */
    public YamlException unknown(String name, Optional<String> suggestion) {
        return new YamlException(
                placeOf(name),
                prefix + name,
                null,
                "unknown name " + Redaction.quoted(prefix + name)
                        + suggestion
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
    }

    /** A single value; null if it is missing. */
    public @Nullable YamlText text(String name) {
        YamlNode.NamedNode field = mapping.fields().get(name);
        return field == null ? null : text(prefix + name, field.value(), field.place());
    }

    /**
     * A single value that is required.
     *
     * @param right what the value must be, for the message if it is missing
     */
    public YamlText requireText(String name, String right) {
        YamlText text = text(name);
        if (text == null) {
            throw new YamlException(place(), prefix + name, null, prefix + name + " is missing; it must be " + right);
        }
        return text;
    }

    /** A mapping in this section; an empty section if it is missing. */
    public YamlSection section(String name) {
        YamlNode.NamedNode field = mapping.fields().get(name);
        return field == null || isNull(field.value())
                ? new YamlSection(prefix + name + ".", new YamlNode.Mapping(Map.of(), placeOf(name)), reading)
                : section(prefix + name, field.value(), field.place());
    }

    /** A list of single values; null if it is missing. */
    public @Nullable List<YamlText> texts(String name) {
        return texts(name, false);
    }

    /**
     * A list of single values; null if it is missing.
     *
     * @param single whether a single value is accepted in place of a list
     */
    public @Nullable List<YamlText> texts(String name, boolean single) {
        YamlNode.NamedNode field = mapping.fields().get(name);
        if (single && field != null && field.value() instanceof YamlNode.Scalar) {
            YamlText text = text(name);
            return text == null ? null : List.of(text);
        }
        List<YamlNode> items = items(name);
        if (items == null) {
            return null;
        }
        List<YamlText> texts = new ArrayList<>();
        for (YamlNode item : items) {
            YamlText text = text(prefix + name, item, item.place());
            if (text == null) {
                throw new YamlException(
                        item.place(), prefix + name, null, prefix + name + " has an item without a value");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A list of mappings; null if it is missing. */
    public @Nullable List<YamlSection> sections(String name) {
        List<YamlNode> items = items(name);
        if (items == null) {
            return null;
        }
        List<YamlSection> sections = new ArrayList<>();
        for (YamlNode item : items) {
            sections.add(section(prefix + name, item, item.place()));
        }
        return sections;
    }

    private @Nullable List<YamlNode> items(String name) {
        YamlNode.NamedNode field = mapping.fields().get(name);
        if (field == null || isNull(field.value())) {
            return null;
        }
        if (field.value() instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw wrongKind(prefix + name, "a list", field.value(), field.place());
    }

    private YamlSection section(String name, YamlNode value, Place place) {
        if (value instanceof YamlNode.Mapping inner) {
            return new YamlSection(name + ".", inner, reading);
        }
        throw wrongKind(name, "a mapping", value, place);
    }

    private @Nullable YamlText text(String name, YamlNode value, Place place) {
        if (!(value instanceof YamlNode.Scalar scalar)) {
            throw wrongKind(name, "a single value", value, place);
        }
        if (scalar.isNull()) {
            return null;
        }
        YamlText text = reading.apply(new YamlText(name, scalar.text(), place));
        return scalar.plain() && text.value().isEmpty() ? null : text;
    }

    private static boolean isNull(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar && scalar.isNull();
    }

    private static YamlException wrongKind(String name, String wanted, YamlNode value, Place place) {
        return new YamlException(place, name, null, name + " is " + value.kind() + "; it must be " + wanted);
    }
}
