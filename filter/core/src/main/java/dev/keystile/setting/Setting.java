package dev.keystile.setting;

import dev.keystile.key.Redaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a setting with a single value.
 *
 * <pre>{@code
 * static final Setting<Duration> TIMEOUT =
 *         Setting.of("vault.timeout", ValueTypes.POSITIVE_DURATION, Duration.ofSeconds(2), "How long a look-up takes at most.");
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Setting<T> implements SettingMember {

    private final String name;
    private final ValueType<T> type;
    private final @Nullable T defaultValue;
    private final boolean required;
    private final boolean secret;
    private final String description;

    private Setting(
            String name,
            ValueType<T> type,
            @Nullable T defaultValue,
            boolean required,
            boolean secret,
            String description) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.required = required;
        this.secret = secret;
        this.description = description;
    }

    /** A setting with a default. */
    public static <T> Setting<T> of(String name, ValueType<T> type, T defaultValue, String description) {
        return new Setting<>(name, type, defaultValue, false, false, description);
    }

    /** An optional setting without a default. */
    public static <T> Setting<T> optional(String name, ValueType<T> type, String description) {
        return new Setting<>(name, type, null, false, false, description);
    }

    /** A setting that is required in its group. */
    public static <T> Setting<T> required(String name, ValueType<T> type, String description) {
        return new Setting<>(name, type, null, true, false, description);
    }

    /** This setting as a secret: no message shows its value, which may hold a password. */
    public Setting<T> secret() {
        return new Setting<>(name, type, defaultValue, required, true, description);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    /** The type of the value. */
    public ValueType<T> type() {
        return type;
    }

    /** Whether the setting is required in its group. */
    public boolean isRequired() {
        return required;
    }

    /** The default; empty if there is none. */
    public Optional<T> findDefault() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * The default.
     *
     * @throws IllegalStateException if there is none
     */
    public T defaultValue() {
        return findDefault().orElseThrow(() -> new IllegalStateException(name + " has no default"));
    }

    /**
     * Reads the written form of a value.
     *
     * @param place the place of the value; null if the place is not known
     * @throws ConfigException if the value is wrong
     */
    public T parse(String text, @Nullable Place place) {
        try {
            return type.parse(text).orElseThrow(() -> wrongText(text, type.form(), place));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(place, name, secret ? null : text, String.valueOf(e.getMessage()), null);
        }
    }

    /**
     * Checks a value that was given in code.
     *
     * @param place the place of the value; null if the place is not known
     * @return the value
     * @throws ConfigException if the value is wrong; the message is the same as for a value in a file
     */
    public T check(T value, @Nullable Place place) {
        parse(type.write(value), place);
        return value;
    }

    /** The error that a value contradicts the value of another setting; {@code right} says what it must be. */
    public ConfigException wrong(T value, String right) {
        return wrongText(type.write(value), right, null);
    }

    /** The error about a value; {@code right} says what it must be, in place of the text of the type. */
    public ConfigException wrongText(String text, String right, @Nullable Place place) {
        String problem =
                secret ? name + " must be " + right : name + " is " + Redaction.quoted(text) + "; it must be " + right;
        return new ConfigException(place, name, secret ? null : text, problem, null);
    }

    /** The error that the value is missing. */
    public ConfigException missing(@Nullable Place place) {
        return new ConfigException(place, name, null, name + " is missing; it must be " + type.form(), null);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
