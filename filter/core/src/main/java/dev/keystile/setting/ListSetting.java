package dev.keystile.setting;

import dev.keystile.key.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a setting that is a list of values. Immutable.
 *
 * @param name the dotted name
 * @param item the type of the values
 * @param single whether a single value is accepted in place of a list
 * @param whenMissing the text after "is missing; it must be", for a required list; null for an optional list
 * @param whenEmpty the text after the name, if the list must not be empty; null if it may be empty
 * @param description what the setting is for
 */
public record ListSetting<T>(
        String name,
        ValueType<T> item,
        boolean single,
        @Nullable String whenMissing,
        @Nullable String whenEmpty,
        String description)
        implements SettingMember {

    /** A list that may be left out, and that may be empty. */
    public static <T> ListSetting<T> optional(String name, ValueType<T> item, String description) {
        return new ListSetting<>(name, item, false, null, null, description);
    }

    /** This list as a required list; {@code right} is the text after "is missing; it must be". */
    public ListSetting<T> required(String right) {
        return new ListSetting<>(name, item, single, right, whenEmpty, description);
    }

    /** This list as a list that must not be empty; {@code problem} is the text after the name. */
    public ListSetting<T> notEmpty(String problem) {
        return new ListSetting<>(name, item, single, whenMissing, problem, description);
    }

    /** This list, with a single value accepted in its place. */
    public ListSetting<T> orSingle() {
        return new ListSetting<>(name, item, true, whenMissing, whenEmpty, description);
    }

    /** Whether the list is required in its group. */
    public boolean isRequired() {
        return whenMissing != null;
    }

    /**
     * Reads the written form of one of the values.
     *
     * @param place the place of the value; null if the place is not known
     * @throws ConfigException if the value is wrong
     */
    public T parse(String text, @Nullable Place place) {
        try {
            return item.parse(text)
                    .orElseThrow(() -> new ConfigException(
                            place,
                            name,
                            text,
                            name + " is " + Redaction.quoted(text) + "; it must be " + item.form(),
                            null));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(place, name, text, String.valueOf(e.getMessage()), null);
        }
    }

    /**
     * Checks one of the values, which was given in code.
     *
     * @param place the place of the value; null if the place is not known
     * @return the value
     * @throws ConfigException if the value is wrong; the message is the same as for a value in a file
     */
    public T check(T value, @Nullable Place place) {
        parse(item.write(value), place);
        return value;
    }

    /** The error about the whole list. */
    public ConfigException refused(String problem, @Nullable Place place) {
        return new ConfigException(place, name, null, name + " " + problem, null);
    }

    /** The error that the list is missing. */
    public ConfigException missing(@Nullable Place place) {
        return refused("is missing; it must be " + whenMissing, place);
    }
}
