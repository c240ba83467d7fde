package dev.keystile.config;

import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sections of the modules on the class path. */
final class ConfigSectionReaders {

    private final Map<String, ConfigSectionReader> byName = new TreeMap<>();

    private ConfigSectionReaders() {}

    static ConfigSectionReaders find() {
        ConfigSectionReaders found = new ConfigSectionReaders();
        ServiceLoader.load(ConfigSectionReader.class, ConfigSectionReaders.class.getClassLoader())
                .forEach(reader -> found.byName.put(reader.name(), reader));
        return found;
    }

    /** @param others dotted names of settings that somebody else reads, such as {@code assertion.keys} */
    List<ConfigSection> read(YamlSection root, Path directory, Set<String> others) {
        List<ConfigSection> sections = new ArrayList<>();
        for (String name : OptionalModules.sections()) {
            if (root.names().contains(name)) {
                ConfigSectionReader reader = byName.get(name);
                if (reader == null) {
                    throw new YamlException(root.placeOf(name), OptionalModules.missingSection(name));
                }
                ConfigSection section = reader.read(root.section(name), directory, below(name, others));
                if (section != null) {
                    sections.add(section);
                }
            }
        }
        return sections;
    }

    private static Set<String> below(String section, Set<String> dotted) {
        return dotted.stream()
                .filter(name -> name.startsWith(section + "."))
                .map(name -> name.substring(section.length() + 1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
