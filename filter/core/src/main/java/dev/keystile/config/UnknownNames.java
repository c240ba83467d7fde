package dev.keystile.config;

import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.yaml.NameSuggestion;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import java.util.List;

/** Refuses the names in a configuration that are not declared. */
final class UnknownNames {

    private final SettingGroup root;

    private UnknownNames(SettingGroup root) {
        this.root = root;
    }

    /**
     * Checks all names in a configuration.
     *
     * @throws YamlException if a name is unknown; the message suggests a similar known name, if there is one
     */
    static void refuse(YamlSection configuration, SettingGroup root) {
        new UnknownNames(root).check(configuration, root);
    }

    private void check(YamlSection section, SettingGroup group) {
        for (String name : section.mentioned()) {
            SettingMember member = group.member(name).orElseThrow(() -> unknown(section, group, name));
            if (member instanceof SettingGroup inner) {
                check(section.section(name), inner);
            } else if (member instanceof SettingGroupList list) {
                List<YamlSection> items = section.sections(name);
                if (items != null) {
                    items.forEach(item -> check(item, list.item()));
                }
            }
        }
    }

    private YamlException unknown(YamlSection section, SettingGroup group, String name) {
        boolean top = group.name().isEmpty();
        String missing = top ? OptionalModules.missingSection(name) : null;
        if (missing != null) {
            return new YamlException(section.placeOf(name), missing);
        }
        List<String> known = top ? root.names() : siblings(group);
        return section.unknown(name, NameSuggestion.nearest(name, known));
    }

    private static List<String> siblings(SettingGroup group) {
        return group.members().stream().map(SettingMember::name).toList();
    }
}
