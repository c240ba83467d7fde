package dev.keystile.config;

import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section of an optional module. Found by {@link java.util.ServiceLoader}. */
public interface ConfigSectionReader {

    /** The name of the section at the top level of the YAML, such as {@code assertion}. */
    String name();

    /**
     * Reads the section where a configuration has it.
     *
     * @param directory the folder that relative paths are relative to
     * @param others settings of this section that somebody else reads
     * @return null if all that the section says is for somebody else
     * @throws YamlException if a setting is unknown, missing or wrong
     */
    @Nullable
    ConfigSection read(YamlSection section, Path directory, Set<String> others);
}
