package dev.keystile.yaml;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import org.jspecify.annotations.Nullable;

/** Thrown for an error in a YAML document. The message names the place and what would be right. */
public final class YamlException extends ConfigException {

    private static final long serialVersionUID = 1L;

    /**
     * An error that is about no single value.
     *
     * @param problem what is wrong there, on one line
     */
    public YamlException(Place place, String problem) {
        this(place, null, null, problem);
    }

    /** An error whose message is that of another exception. */
    public YamlException(Place place, IllegalArgumentException problem) {
        this(place, String.valueOf(problem.getMessage()));
    }

    YamlException(Place place, @Nullable String name, @Nullable String value, String problem) {
        super(place, name, value, problem, null);
    }
}
