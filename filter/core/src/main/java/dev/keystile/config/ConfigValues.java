package dev.keystile.config;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.SettingMember;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The values of a group of settings in a configuration. The declaration of a setting has its syntax and its default. Unknown
 * names were refused before.
 */
public final class ConfigValues {

    private final YamlSection section;
    private final Path directory;

    /** @param directory the folder to which relative paths are relative */
    ConfigValues(YamlSection section, Path directory) {
        this.section = section;
        this.directory = directory;
    }

    /**
     * The value of a setting, or its default; empty if the setting has neither.
     *
     * @throws ConfigException if the value is wrong, or is required and missing
     */
    public <T> Optional<T> find(Setting<T> setting) {
        YamlText text = section.text(setting.key());
        if (text != null) {
            return Optional.of(setting.parse(text.value(), text.place()));
        }
        if (setting.isRequired()) {
            throw setting.missing(place());
        }
        return setting.findDefault();
    }

    /**
     * The value of a setting that is required or has a default.
     *
     * @throws ConfigException if the value is missing or wrong
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> setting.missing(place()));
    }

    /** The path in a setting; a relative path is resolved against the folder of the configuration. */
    public Path path(Setting<Path> setting) {
        return directory.resolve(get(setting)).normalize();
    }

    /**
     * The values of a list; empty if the list is left out.
     *
     * @throws ConfigException if a value is wrong, or the list is required and missing, or is empty and must not be
     */
    public <T> Optional<List<T>> find(ListSetting<T> setting) {
        List<YamlText> texts = section.texts(setting.key(), setting.single());
        if (texts == null) {
            if (setting.isRequired()) {
                throw setting.missing(place());
            }
            return Optional.empty();
        }
        if (texts.isEmpty() && setting.whenEmpty() != null) {
            throw setting.refused(setting.whenEmpty(), placeOf(setting));
        }
        List<T> values = new ArrayList<>();
        texts.forEach(text -> values.add(setting.parse(text.value(), text.place())));
        return Optional.of(values);
    }

    /** The values of a list; an empty list if the setting is left out. */
    public <T> List<T> get(ListSetting<T> setting) {
        return find(setting).orElse(List.of());
    }

    /** The values of a group in this group; without values if the group is left out. */
    public ConfigValues group(SettingGroup group) {
        return new ConfigValues(section.section(group.key()), directory);
    }

    /** The values of each item of a list of groups; an empty list if the setting is left out. */
    public List<ConfigValues> groups(SettingGroupList list) {
        List<YamlSection> sections = section.sections(list.key());
        List<ConfigValues> groups = new ArrayList<>();
        if (sections != null) {
            sections.forEach(each -> groups.add(new ConfigValues(each, directory)));
        }
        return groups;
    }

    /** Whether a member of this group has a value. */
    public boolean has(SettingMember member) {
        return section.names().contains(member.key());
    }

    /** Whether nothing in this group has a value. */
    public boolean isEmpty() {
        return section.names().isEmpty();
    }

    /** The folder to which relative paths are relative. */
    public Path directory() {
        return directory;
    }

    /** The place where this group begins. */
    public Place place() {
        return section.place();
    }

    /** The place of a member of this group, or of the group if the member is left out. */
    public Place placeOf(SettingMember member) {
        return section.placeOf(member.key());
    }

    /**
     * Calls a supplier that makes an object from the values of this group, and adds the place of the setting to its errors.
     *
     * @throws ConfigException if the supplier throws it, because a value is wrong
     */
    public <R> R make(Supplier<R> maker) {
        try {
            return maker.get();
        } catch (ConfigException e) {
            throw e.at(e.setting().map(this::placeOf).orElseGet(this::place));
        }
    }

    private Place placeOf(String dottedName) {
        return section.placeOf(dottedName.substring(dottedName.lastIndexOf('.') + 1));
    }

    YamlSection section() {
        return section;
    }
}
