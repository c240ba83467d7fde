package dev.keystile.config;

import dev.keystile.setting.SettingGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The sections of the modules on the class path. */
final class ConfigSections {

    private final List<ConfigSectionReader> readers = new ArrayList<>();

    private ConfigSections() {}

    static ConfigSections find() {
        ConfigSections found = new ConfigSections();
        ServiceLoader.load(ConfigSectionReader.class, ConfigSections.class.getClassLoader())
                .forEach(found.readers::add);
        return found;
    }

    List<SettingGroup> settings() {
        return readers.stream().map(ConfigSectionReader::settings).toList();
    }

    List<ConfigSection> read(ConfigValues root) {
        List<ConfigSection> sections = new ArrayList<>();
        for (ConfigSectionReader reader : readers) {
            SettingGroup group = reader.settings();
            ConfigSection section = root.has(group) ? reader.read(root.group(group)) : null;
            if (section != null) {
                sections.add(section);
            }
        }
        return sections;
    }
}
