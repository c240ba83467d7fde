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
 * The values that a configuration gives to a group of settings. How each of them is read, and its default, is in its
 * declaration. Names that no declaration knows have been refused before.
 */
public final class ConfigValues {

    private final YamlSection section;
    private final Path directory;

    /** @param directory the folder that relative paths are relative to */
    ConfigValues(YamlSection section, Path directory) {
        this.section = section;
        this.directory = directory;
    }

    /**
     * The value of a setting, or its default; empty if there is neither.
     *
     * @throws ConfigException if it is required and missing, or wrong
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
     * @throws ConfigException if it is missing or wrong
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> setting.missing(place()));
    }

    /** A file that a setting names, relative ones resolved against the folder of the configuration. */
    public Path path(Setting<Path> setting) {
        return directory.resolve(get(setting)).normalize();
    }

    /**
     * The values of a list; empty if it is left out.
     *
     * @throws ConfigException if it is required and missing, empty and must not be, or a value is wrong
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

    /** The values of a list; an empty list if it is left out. */
    public <T> List<T> get(ListSetting<T> setting) {
        return find(setting).orElse(List.of());
    }

    /** A group of settings; one without values if it is left out. */
    public ConfigValues group(SettingGroup group) {
        return new ConfigValues(section.section(group.key()), directory);
    }

    /** A list of groups of settings; an empty list if it is left out. */
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

    /** The folder that relative paths are relative to. */
    public Path directory() {
        return directory;
    }

    /** Where this group begins. */
    public Place place() {
        return section.place();
    }

    /** Where a member of this group stands; where this group begins if it does not. */
    public Place placeOf(SettingMember member) {
        return section.placeOf(member.key());
    }

    /**
     * What is made of the values of this group. An error about one of them gets its place.
     *
     * @throws ConfigException if the values do not suit each other
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
