package dev.keystile.store.file;

import dev.keystile.setting.Place;
import dev.keystile.yaml.YamlText;
import java.util.HashMap;
import java.util.Map;

/** Remembers values that may stand only once in a file. */
final class UniqueValues {

    private final Map<Object, Place> seen = new HashMap<>();

    /** Refuses a value that stood at the same name before. */
    void refuseSecond(YamlText text) {
        refuseSecond(text.name() + ' ' + text.value(), text);
    }

    /**
     * Refuses a value that was seen before.
     *
     * @param value what must be unique
     * @param text where the value stands
     */
    void refuseSecond(Object value, YamlText text) {
        Place earlier = seen.putIfAbsent(value, text.place());
        if (earlier != null) {
            throw text.refused("is the same as at " + earlier + "; keep one of them");
        }
    }
}
