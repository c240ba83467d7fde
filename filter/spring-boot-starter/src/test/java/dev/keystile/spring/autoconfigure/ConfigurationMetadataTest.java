package dev.keystile.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.config.ConfigLoader;
import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.spring.internal.config.SpringSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The completion in editors is that of the declarations; {@code -Dmetadata.update} writes its file anew. */
class ConfigurationMetadataTest {

    private static final Path FILE =
            Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

    private final List<Map<String, Object>> properties = new ArrayList<>();
    private final List<Map<String, Object>> hints = new ArrayList<>();

    @Test
    void theMetadataThatIsShippedIsThatOfTheDeclarations() throws IOException {
        ConfigLoader.settings().and(SpringSettings.ROOT).members().forEach(this::add);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("properties", properties);
        metadata.put("hints", hints);
        String text = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(metadata)
                + "\n";
        if (System.getProperty("metadata.update") != null) {
            Files.writeString(FILE, text);
        }

        assertThat(FILE)
                .as("the metadata; if settings are to change, run the test with -Dmetadata.update and commit the file")
                .hasContent(text);
    }

    private void add(SettingMember member) {
        if (member instanceof SettingGroup group) {
            group.members().forEach(this::add);
        } else if (member instanceof SettingGroupList list) {
            property(list, "java.util.List<dev.keystile.route.Route>");
        } else if (member instanceof ListSetting<?> list) {
            property(list, "java.util.List<java.lang.String>");
        } else if (member instanceof Setting<?> setting) {
            add(setting);
        }
    }

    private <T> void add(Setting<T> setting) {
        Object type = setting.type().schema().get("type");
        boolean isNumber = type instanceof List<?> types && types.contains("integer");
        List<?> words = setting.type().schema().get("enum") instanceof List<?> list ? list : List.of();
        boolean isFlag = words.contains(true);
        Map<String, Object> property =
                property(setting, isFlag ? "java.lang.Boolean" : isNumber ? "java.lang.Integer" : "java.lang.String");
        setting.findDefault().map(value -> setting.type().write(value)).ifPresent(text -> {
            Object value = isFlag ? Boolean.valueOf(text) : isNumber ? Integer.valueOf(text) : text;
            property.put("defaultValue", value);
        });
        if (!isFlag && !words.isEmpty()) {
            Map<String, Object> hint = new LinkedHashMap<>();
            hint.put("name", "keystile." + setting.name());
            hint.put("values", words.stream().map(word -> Map.of("value", word)).toList());
            hints.add(hint);
        }
    }

    private Map<String, Object> property(SettingMember member, String type) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", "keystile." + member.name());
        property.put("type", type);
        property.put("description", member.description());
        properties.add(property);
        return property;
    }
}
