package dev.keystile.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the optional modules add to a configuration, for whoever names it without having the module. */
final class OptionalModules {

    private static final Map<String, String> SECTIONS = new TreeMap<>(Map.of("assertion", "keystile-assertion"));
    private static final Map<String, String> STORE_TYPES = Map.of("jdbc", "keystile-jdbc");

    private OptionalModules() {}

    /** The sections that some module reads, in the order of their names. */
    static Set<String> sections() {
        return SECTIONS.keySet();
    }

    /** Why a section cannot be read. */
    static String missingSection(String name) {
        return "the section '" + name + "' needs " + artifact(SECTIONS.get(name));
    }

    /** Why a type of store cannot be opened; null if no module has such a type. */
    static @Nullable String missingStoreType(String type) {
        String module = STORE_TYPES.get(type);
        return module == null ? null : "store.type is '" + type + "', which needs " + artifact(module);
    }

    private static String artifact(@Nullable String module) {
        return "the artifact dev.keystile:" + module + ", which is not on the class path";
    }
}
