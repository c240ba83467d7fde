package dev.keystile.spring.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * The name of a setting to which a property belongs.
 *
 * @param dotted the name in declarations, with indexes, such as {@code routes[0].path}; as spelled if it is unknown
 * @param list the name of the outermost list that the setting is in; null if it is in none
 * @param isWholeList whether the property is a list on one line
 * @param isKnown whether there is such a setting
 * @param suggestion what was meant, for messages; empty if nothing is similar
 */
record SettingName(String dotted, @Nullable String list, boolean isWholeList, boolean isKnown, String suggestion) {}
