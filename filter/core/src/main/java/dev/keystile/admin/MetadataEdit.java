package dev.keystile.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes single names of metadata. */
final class MetadataEdit {

    private MetadataEdit() {}

    /** A copy with another value of one name, null to remove the name. A new name comes last. */
    static Map<String, String> with(Map<String, String> metadata, String name, @Nullable String value) {
        Map<String, String> edited = new LinkedHashMap<>(metadata);
        if (value == null) {
            edited.remove(name);
        } else {
            edited.put(name, value);
        }
        return edited;
    }
}
