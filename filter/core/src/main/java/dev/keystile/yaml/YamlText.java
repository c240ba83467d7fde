package dev.keystile.yaml;

import dev.keystile.key.Redaction;
import dev.keystile.setting.Place;

/**
 * A single value.
 *
 * @param name its dotted name
 * @param value what stands there
 * @param place where it stands: {@code keystile.yaml}, line 12
 */
public record YamlText(String name, String value, Place place) {

    /** The same place with another value. */
    public YamlText with(String other) {
        return new YamlText(name, other, place);
    }

    /**
     * The error that shows this value.
     *
     * @param right what it must be
     */
    public YamlException wrong(String right) {
        return new YamlException(place, name, value, name + " is " + Redaction.quoted(value) + "; it must be " + right);
    }

    /**
     * The error that does not show this value, which may be a secret.
     *
     * @param problem what follows the name
     */
    public YamlException refused(String problem) {
        return new YamlException(place, name, null, name + " " + problem);
    }

    /** The name and the place: the value may be a secret. */
    @Override
    public String toString() {
        return name + " (" + place + ")";
    }
}
