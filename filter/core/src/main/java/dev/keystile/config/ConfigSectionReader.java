package dev.keystile.config;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.SettingGroup;
import org.jspecify.annotations.Nullable;

/** Declares and reads the section of an optional module. Found by {@link java.util.ServiceLoader}. */
public interface ConfigSectionReader {

    /** The declaration of the section, which is at the top level of the file, such as {@code assertion}. */
    SettingGroup settings();

    /**
     * Reads the section. Not called for a configuration without the section.
     *
     * @param values the values of the section, which may also have settings of another reader
     * @return null if the section has only settings of another reader
     * @throws ConfigException if a setting is missing or wrong
     */
    @Nullable
    ConfigSection read(ConfigValues values);
}
