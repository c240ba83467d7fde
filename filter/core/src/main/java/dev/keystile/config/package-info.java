/**
 * A YAML file, init-params or code become one immutable {@link dev.keystile.config.KeystileConfig}, or a start-up error
 * that names the setting, the value, the place and what would be right. Begin with
 * {@link dev.keystile.config.ConfigLoader} and {@link dev.keystile.config.Keystile}. The settings are declared in
 * {@link dev.keystile.config.KeystileSettings}; a module adds its own with a
 * {@link dev.keystile.config.ConfigSectionReader}.
 */
@NullMarked
package dev.keystile.config;

import org.jspecify.annotations.NullMarked;
