package dev.keystile.setting;

import dev.keystile.key.Redaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a configuration that cannot be used. The message is one line for people: the place, the setting, its value and
 * what would be right. Programs use {@link #place()}, {@link #setting()} and {@link #value()}.
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
     * @param place the place of the setting; null if the place is not known
     * @param setting the dotted name, such as {@code cache.fresh-for}; null if no single setting is wrong
     * @param value the value as written; null if the value is missing or must not be shown
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

    /** This error with a place; the same object if the error has a place already. */
    public ConfigException at(@Nullable Place other) {
        return place != null || other == null ? this : new ConfigException(other, setting, value, problem, getCause());
    }

    /** The place of the setting; empty if the place is not known. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /** The dotted name of the setting, such as {@code cache.fresh-for}; empty if no single setting is wrong. */
    public Optional<String> setting() {
        return Optional.ofNullable(setting);
    }

    /** The value as written; empty if the value is missing or may be a secret. */
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
