package dev.keystile.gateway;

import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.setting.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of declarations of settings. A file that the reader takes is right by the schema; what
 * only the reader can tell, such as two routes for the same requests, is right by the schema too.
 */
final class JsonSchema {

    private static final String PLACEHOLDER = "\\$\\{";

    private final Map<String, SettingGroup> storeTypes;

    private JsonSchema(Map<String, SettingGroup> storeTypes) {
        this.storeTypes = new TreeMap<>(storeTypes);
    }

    /**
     * A schema.
     *
     * @param more settings of another reader, some of them in groups that {@code root} has too
     * @param storeTypes the settings of each type of store
     */
    static Map<String, Object> of(
            String title, SettingGroup root, SettingGroup more, Map<String, SettingGroup> storeTypes) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:keystile:schema:" + title);
        schema.put("title", title);
        schema.putAll(new JsonSchema(storeTypes).group(root, more));
        return schema;
    }

    /** A group that is declared in one or two places; what one of them requires is required beside its other settings. */
    private Map<String, Object> group(SettingGroup group, SettingGroup other) {
        Map<String, Object> schema = described(group);
        schema.put("type", List.of("object", "null"));
        Map<String, Object> properties = new LinkedHashMap<>();
        for (SettingMember member : group.members()) {
            SettingMember joined = other.member(member.key()).orElse(null);
            properties.put(
                    member.key(),
                    joined == null ? member(member) : section(group((SettingGroup) member, (SettingGroup) joined)));
        }
        other.members().forEach(member -> properties.putIfAbsent(member.key(), member(member)));
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        if (!required(group).isEmpty()) {
            schema.put("required", required(group));
        }
        if (!required(other).isEmpty()) {
            Map<String, Object> dependent = new LinkedHashMap<>();
            other.members().forEach(member -> dependent.put(member.key(), required(other)));
            schema.put("dependentRequired", dependent);
        }
        return schema;
    }

    private static Map<String, Object> section(Map<String, Object> schema) {
        schema.put("minProperties", 1);
        return schema;
    }

    private static List<String> required(SettingGroup group) {
        return group.members().stream()
                .filter(member -> (member instanceof Setting<?> setting && setting.isRequired())
                        || (member instanceof ListSetting<?> list && list.isRequired()))
                .map(SettingMember::key)
                .toList();
    }

    private Map<String, Object> member(SettingMember member) {
        if (member instanceof Setting<?> setting) {
            return setting(setting);
        }
        if (member instanceof ListSetting<?> list) {
            return list(list);
        }
        if (member instanceof SettingGroupList list) {
            return groups(list);
        }
        SettingGroup group = (SettingGroup) member;
        if (group.name().equals("store")) {
            return store(group);
        }
        Map<String, Object> schema = group(group, SettingGroup.of(group.name(), ""));
        return group.name().equals("assertion") ? section(schema) : schema;
    }

    private static <T> Map<String, Object> setting(Setting<T> setting) {
        Map<String, Object> schema = described(setting);
        setting.findDefault().ifPresent(value -> schema.put("default", json(setting.type(), value)));
        schema.putAll(value(setting.type(), !setting.isRequired()));
        return schema;
    }

    private static <T> Object json(ValueType<T> type, T value) {
        boolean plain = value instanceof Integer
                || (type.schema().get("enum") instanceof List<?> words && words.contains(value));
        return plain ? value : type.write(value);
    }

    /** The schema of a value, in whose place a placeholder may stand. */
    private static Map<String, Object> value(ValueType<?> type, boolean nullable) {
        Map<String, Object> schema = new TreeMap<>(type.schema());
        if (schema.get("enum") instanceof List<?> words) {
            List<Object> all = new ArrayList<>(words);
            if (nullable) {
                all.add(null);
            }
            Map<String, Object> placeholder = new LinkedHashMap<>();
            placeholder.put("type", "string");
            placeholder.put("pattern", PLACEHOLDER);
            return Map.of("anyOf", List.of(Map.of("enum", all), placeholder));
        }
        schema.computeIfPresent("pattern", (key, pattern) -> pattern + "|" + PLACEHOLDER);
        if (nullable) {
            Object types = schema.get("type");
            schema.put(
                    "type",
                    Stream.concat(
                                    types instanceof List<?> several ? several.stream() : Stream.of(types),
                                    Stream.of("null"))
                            .toList());
        }
        return schema;
    }

    private static Map<String, Object> list(ListSetting<?> list) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", list.isRequired() ? "array" : List.of("array", "null"));
        array.put("items", value(list.item(), false));
        if (list.whenEmpty() != null) {
            array.put("minItems", 1);
        }
        Map<String, Object> schema = described(list);
        if (list.single()) {
            schema.put("anyOf", List.of(value(list.item(), false), array));
        } else {
            schema.putAll(array);
        }
        return schema;
    }

    private Map<String, Object> groups(SettingGroupList list) {
        Map<String, Object> item = group(list.item(), SettingGroup.of(list.name(), ""));
        item.remove("description");
        item.put("type", "object");
        Map<String, Object> schema = described(list);
        schema.put("type", List.of("array", "null"));
        schema.put("items", item);
        return schema;
    }

    /** Which settings a store has is told by its type; those of a type that nobody knows here are not looked at. */
    private Map<String, Object> store(SettingGroup store) {
        Setting<?> type = (Setting<?>) store.member("type").orElseThrow();
        Map<String, Object> typeSchema = setting(type);
        typeSchema.put("examples", List.copyOf(storeTypes.keySet()));
        List<Object> perType = new ArrayList<>();
        storeTypes.forEach((name, settings) -> {
            boolean isDefault = type.findDefault().filter(name::equals).isPresent();
            Map<String, Object> condition = new LinkedHashMap<>();
            List<Object> words = new ArrayList<>(List.of(name));
            if (isDefault) {
                words.add(null);
            }
            condition.put("properties", Map.of("type", Map.of("enum", words)));
            if (!isDefault) {
                condition.put("required", List.of("type"));
            }
            Map<String, Object> consequence = group(settings, SettingGroup.of("store", ""));
            consequence.remove("description");
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("if", condition);
            rule.put("then", consequence);
            perType.add(rule);
        });
        Map<String, Object> schema = described(store);
        schema.put("type", List.of("object", "null"));
        schema.put("properties", Map.of("type", typeSchema));
        schema.put("allOf", perType);
        return schema;
    }

    private static Map<String, Object> described(SettingMember member) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!member.description().isEmpty()) {
            schema.put("description", member.description());
        }
        return schema;
    }
}
