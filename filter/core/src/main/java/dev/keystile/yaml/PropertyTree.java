package dev.keystile.yaml;

import dev.keystile.setting.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the tree of a document from properties with flat names, such as {@code routes[0].path}. */
final class PropertyTree {

    private final String name;
    private final Place place;
    private final Map<String, PropertyTree> fields = new LinkedHashMap<>();
    private final TreeMap<Integer, PropertyTree> items = new TreeMap<>();
    private @Nullable YamlText value;
    private boolean isList;

    private PropertyTree(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    /**
     * The root of the tree.
     *
     * @throws YamlException if a name has a value and names below it, or is both a list and a mapping
     */
    static YamlNode.Mapping of(Collection<YamlText> properties, Place place) {
        PropertyTree root = new PropertyTree("", place);
        properties.forEach(property -> root.at(property, 0).value = property);
        return root.mapping();
    }

    /** The node of a property: each part of the name is {@code name}, {@code [0]}, or {@code []} for an empty list. */
    private PropertyTree at(YamlText property, int from) {
        String path = property.name();
        if (from == path.length()) {
            return this;
        }
        if (path.charAt(from) == '[') {
            isList = true;
            int end = path.indexOf(']', from);
            PropertyTree item = end == from + 1
                    ? new PropertyTree(path, property.place())
                    : items.computeIfAbsent(
                            Integer.valueOf(path.substring(from + 1, end)),
                            index -> new PropertyTree(path.substring(0, end + 1), property.place()));
            return item.at(property, end + 1);
        }
        int start = path.charAt(from) == '.' ? from + 1 : from;
        int end = endOfName(path, start);
        return fields.computeIfAbsent(
                        path.substring(start, end), field -> new PropertyTree(path.substring(0, end), property.place()))
                .at(property, end);
    }

    private static int endOfName(String path, int start) {
        int end = start;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private YamlNode node() {
        boolean isMapping = !fields.isEmpty();
        boolean hasValue = value != null && !value.value().isEmpty();
        if ((hasValue && (isMapping || isList)) || (isMapping && isList)) {
            throw new YamlException(place, name, null, name + " is set in two ways; it must be one of them");
        }
        if (isList) {
            List<YamlNode> nodes = new ArrayList<>();
            items.values().forEach(item -> nodes.add(item.node()));
            return new YamlNode.Sequence(nodes, place);
        }
        if (isMapping || value == null) {
            return mapping();
        }
        // A framework has read the quotes: only an empty value may mean that there is none.
        return new YamlNode.Scalar(value.value(), value.value().isEmpty(), value.place());
    }

    private YamlNode.Mapping mapping() {
        Map<String, YamlNode.NamedNode> nodes = new LinkedHashMap<>();
        fields.forEach((field, tree) -> nodes.put(field, new YamlNode.NamedNode(tree.node(), tree.place)));
        return new YamlNode.Mapping(nodes, place);
    }
}
