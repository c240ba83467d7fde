package dev.keystile.spring.internal.config;

import dev.keystile.setting.ListSetting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.yaml.NameSuggestion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Finds the setting that a property means: letter case, hyphens and underscores do not count, as everywhere in Spring. */
final class SettingNames {

    /** How many parts of an environment variable, which has underscores for hyphens, may be one name. */
    private static final int MAX_PARTS = 4;

    private final SettingGroup root;

    SettingNames(SettingGroup root) {
        this.root = root;
    }

    /** @param isVariable whether the property is an environment variable */
    SettingName resolve(ConfigurationPropertyName property, boolean isVariable) {
        return new Walk(property, isVariable ? MAX_PARTS : 1).resolve();
    }

    private final class Walk {

        private final ConfigurationPropertyName property;
        private final int maxParts;
        private final StringBuilder dotted = new StringBuilder();
        private @Nullable String list;
        private @Nullable SettingMember member = root;
        private int next = 1;

        Walk(ConfigurationPropertyName property, int maxParts) {
            this.property = property;
            this.maxParts = maxParts;
        }

        SettingName resolve() {
            while (next < property.getNumberOfElements() && member != null) {
                if (property.isNumericIndex(next)) {
                    member = item(member);
                } else {
                    member = member instanceof SettingGroup group ? memberOf(group) : null;
                }
            }
            boolean known = member != null;
            while (next < property.getNumberOfElements()) {
                append(property.getElement(next, Form.ORIGINAL));
                next++;
            }
            boolean wholeList = member instanceof ListSetting<?> || member instanceof SettingGroupList;
            boolean isItem = dotted.charAt(dotted.length() - 1) == ']';
            if (wholeList && !isItem && list == null) {
                list = dotted.toString();
            }
            return new SettingName(dotted.toString(), list, wholeList && !isItem, known, known ? "" : suggestion());
        }

        private String suggestion() {
            return NameSuggestion.nearest(dotted.toString(), root.names())
                    .map(near -> "; did you mean 'keystile." + near + "'?")
                    .orElse("");
        }

        private @Nullable SettingMember item(SettingMember of) {
            if (list == null) {
                list = dotted.toString();
            }
            dotted.append('[').append(property.getElement(next, Form.ORIGINAL)).append(']');
            next++;
            if (of instanceof SettingGroupList groups) {
                return groups.item();
            }
            return of instanceof ListSetting<?> ? of : null;
        }

        private @Nullable SettingMember memberOf(SettingGroup group) {
            StringBuilder name = new StringBuilder();
            for (int end = next; end < Math.min(next + maxParts, property.getNumberOfElements()); end++) {
                name.append(property.getElement(end, Form.ORIGINAL));
                for (SettingMember each : group.members()) {
                    if (fold(each.key()).equals(fold(name))) {
                        append(each.key());
                        next = end + 1;
                        return each;
                    }
                }
            }
            return null;
        }

        private void append(String name) {
            dotted.append(dotted.isEmpty() ? "" : ".").append(name);
        }
    }

    private static String fold(CharSequence name) {
        return name.toString().replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
