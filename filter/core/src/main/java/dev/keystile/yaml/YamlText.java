package dev.keystile.yaml;

import dev.keystile.key.Redaction;
import dev.keystile.setting.Place;

/**
 * A single value in a YAML document, as text.
 *
 * @param name the dotted name of the value
 * @param value the text
 * @param place the place of the value
 */
public record YamlText(String name, String value, Place place) {

    /** This with another text. */
    public YamlText with(String other) {
        return new YamlText(name, other, place);
    }

    /**
     * The error that shows this value.
     *
     * @param right what the value must be
     */
    public YamlException wrong(String right) {
        return new YamlException(place, name, value, name + " is " + Redaction.quoted(value) + "; it must be " + right);
    }

    /**
     * The error that does not show this value, which may be a secret.
     *
     * @param problem the text after the name
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
