package dev.keystile.config;

import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.setting.ConfigException;

/**
 * The checked settings of an optional module: the result of a {@link ConfigSectionReader}, or the argument of the method
 * {@code with} of a builder. An implementation is an immutable value with {@code equals}.
 */
public interface ConfigSection {

    /** The name of the section, such as {@code assertion}; a configuration has at most one section of each name. */
    String name();

    /**
     * The reader of the identities that this module accepts in place of a key. Called once each time a configuration is
     * opened.
     *
     * @throws ConfigException if something that the settings name, such as a file, cannot be used
     */
    default AssertedIdentityReader assertedIdentityReader() {
        return AssertedIdentityReader.NONE;
    }
}
