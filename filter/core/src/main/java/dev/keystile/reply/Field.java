package dev.keystile.reply;

/**
 * A header field of a response.
 *
 * @param name the name, as it is written
 * @param value the value
 * @param mode the effect on a field of this name that the response has already
 */
public record Field(String name, String value, Mode mode) {

    /** The effect on a field of the same name that a response has already. */
    public enum Mode {
        /** The field is replaced. */
        SET,
        /** The value is added to it, unless the response has this value already. */
        ADD,
        /** The value is added to it. For a name that the decision itself has set before. */
        APPEND,
        /** The field is left as it is. */
        DEFAULT
    }

    static Field set(String name, String value) {
        return new Field(name, value, Mode.SET);
    }

    static Field add(String name, String value) {
        return new Field(name, value, Mode.ADD);
    }

    static Field append(String name, String value) {
        return new Field(name, value, Mode.APPEND);
    }
}
