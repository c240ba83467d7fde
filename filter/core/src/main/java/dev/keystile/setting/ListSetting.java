package dev.keystile.setting;

import dev.keystile.key.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a setting that is a list of values. Immutable.
 *
 * @param name the dotted name
 * @param item the kind of the values
 * @param single whether a single value may stand in place of a list
 * @param whenMissing what follows "is missing; it must be" if it has to be there; null if it may be left out
 * @param whenEmpty what follows the name if an empty list is wrong; null if an empty list is right
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

    /** The same list, which has to be there: {@code right} follows "is missing; it must be". */
    public ListSetting<T> required(String right) {
        return new ListSetting<>(name, item, single, right, whenEmpty, description);
    }

    /** The same list, which must not be empty: {@code problem} follows the name. */
    public ListSetting<T> notEmpty(String problem) {
        return new ListSetting<>(name, item, single, whenMissing, problem, description);
    }

    /** The same list, in whose place a single value may stand. */
    public ListSetting<T> orSingle() {
        return new ListSetting<>(name, item, true, whenMissing, whenEmpty, description);
    }

    /** Whether it has to be there wherever its group is. */
    public boolean isRequired() {
        return whenMissing != null;
    }

    /**
     * Reads the written form of one of the values.
     *
     * @param place where it stands; null if that is not known
     * @throws ConfigException if it is wrong
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
     * Checks one of the values, which code gives.
     *
     * @param place where it was given; null if that is not known
     * @return the value
     * @throws ConfigException if it is wrong; the message is that for the same value in a file
     */
    public T check(T value, @Nullable Place place) {
        parse(item.write(value), place);
        return value;
    }

    /** The error about the whole list. */
    public ConfigException refused(String problem, @Nullable Place place) {
        return new ConfigException(place, name, null, name + " " + problem, null);
    }

    /** The error that it is not there. */
    public ConfigException missing(@Nullable Place place) {
        return refused("is missing; it must be " + whenMissing, place);
    }
}
