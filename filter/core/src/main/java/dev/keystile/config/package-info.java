/**
 * A YAML file, dotted overrides or code become one immutable configuration, or a start-up error that
 * names the setting, the value, the place and what would be right.
 */
@NullMarked
package dev.keystile.config;

import org.jspecify.annotations.NullMarked;
