package dev.keystile.config;

import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.setting.ConfigException;

/**
 * The settings of an optional module, checked: a section of {@code keystile.yaml} as its {@link ConfigSectionReader}
 * reads it, or what code gives to a builder's {@code with}. An implementation is an immutable value with
 * {@code equals}.
 */
public interface ConfigSection {

    /** The name of the section, such as {@code assertion}; a configuration has one of each name at the most. */
    String name();

    /**
     * What reads the identities that are accepted in place of a key. Called once each time a configuration is opened.
     *
     * @throws ConfigException if the settings are right and what they name cannot be used
     */
    default AssertedIdentityReader assertedIdentityReader() {
        return AssertedIdentityReader.NONE;
    }
}
