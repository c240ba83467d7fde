package dev.keystile.config;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.SettingGroup;
import org.jspecify.annotations.Nullable;

/** Declares and reads the section of an optional module. Found by {@link java.util.ServiceLoader}. */
public interface ConfigSectionReader {

    /** The section, at the top level of the YAML, such as {@code assertion}. */
    SettingGroup settings();

    /**
     * Reads the section where a configuration has it.
     *
     * @param values those of the section; it may hold settings of somebody else too
     * @return null if all that the section says is for somebody else
     * @throws ConfigException if a setting is missing or wrong
     */
    @Nullable
    ConfigSection read(ConfigValues values);
}
