package dev.keystile.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The artifacts of the optional modules, for errors about settings whose module is not on the class path. */
final class OptionalModules {

    private static final Map<String, String> SECTIONS = Map.of("assertion", "keystile-assertion");
    private static final Map<String, String> STORE_TYPES = Map.of("jdbc", "keystile-jdbc");

    private OptionalModules() {}

    /** The error that the module of a section is missing; null if no module has such a section. */
    static @Nullable String missingSection(String name) {
        String module = SECTIONS.get(name);
        return module == null ? null : "the section '" + name + "' needs " + artifact(module);
    }

    /** The error that the module of a store type is missing; null if no module has such a type. */
    static @Nullable String missingStoreType(String type) {
        String module = STORE_TYPES.get(type);
        return module == null ? null : "store.type is '" + type + "', which needs " + artifact(module);
    }

    private static String artifact(String module) {
        return "the artifact dev.keystile:" + module + ", which is not on the class path";
    }
}
