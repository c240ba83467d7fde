package dev.keystile.setting;

import dev.keystile.key.Redaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration cannot be used. The message is one line for people: the place, the setting, its value and what would be
 * right. Programs read the same from {@link #place()}, {@link #setting()} and {@link #value()}.
 */
public class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final @Nullable Place place;
    private final @Nullable String setting;
    private final @Nullable String value;

    /** @param message for people, on one line */
    public ConfigException(String message) {
        this(message, null);
    }

    /** @param message for people, on one line */
    public ConfigException(String message, @Nullable Throwable cause) {
        this(null, null, null, message, cause);
    }

    /**
     * An error about one setting.
     *
     * @param place where the setting was given; null if it is not known
     * @param setting the dotted name, such as {@code cache.fresh-for}; null if no single setting is wrong
     * @param value as it was given; null for what must not be shown or is not there
     * @param problem the message without the place
     */
    public ConfigException(
            @Nullable Place place,
            @Nullable String setting,
            @Nullable String value,
            String problem,
            @Nullable Throwable cause) {
        super(place == null ? problem : place + ": " + problem, cause);
        this.problem = problem;
        this.place = place;
        this.setting = withoutSecret(setting);
        this.value = withoutSecret(value);
    }

    private static @Nullable String withoutSecret(@Nullable String text) {
        return text == null || Redaction.mayHoldKey(text) || Redaction.mayHoldPassword(text) ? null : text;
    }

    /** The same error at a place; this one if it has a place already. */
    public ConfigException at(@Nullable Place other) {
        return place != null || other == null ? this : new ConfigException(other, setting, value, problem, getCause());
    }

    /** Where the setting was given; empty if that is not known. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /** The dotted name of the setting, such as {@code cache.fresh-for}; empty if no single setting is wrong. */
    public Optional<String> setting() {
        return Optional.ofNullable(setting);
    }

    /** The value that was given; empty for one that is missing, or that may be a secret. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
