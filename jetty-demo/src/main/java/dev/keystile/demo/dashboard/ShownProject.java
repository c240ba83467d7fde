package dev.keystile.demo.dashboard;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project with its whole keys, as the first page of a new account shows them once.
 *
 * @param project the project
 * @param publishable the whole publishable key; null if it is not shown
 * @param secret the whole secret key; null if it is not shown
 */
public record ShownProject(
        Project project,
        @Nullable String publishable,
        @Nullable String secret) {

    /**
     * The projects of some keys, in the order of the keys.
     *
     * @param keys the records of the keys
     * @param texts the whole keys that are shown, by their ids
     */
    static List<ShownProject> of(List<ApiKey> keys, Map<String, String> texts) {
        Map<Project, List<ApiKey>> byProject = keys.stream()
                .filter(key -> texts.containsKey(key.id()))
                .collect(Collectors.groupingBy(ApiKey::project, LinkedHashMap::new, Collectors.toList()));
        return byProject.entrySet().stream()
                .map(entry -> new ShownProject(
                        entry.getKey(),
                        text(entry.getValue(), texts, KeyType.PUBLISHABLE),
                        text(entry.getValue(), texts, KeyType.SECRET)))
                .toList();
    }

    private static @Nullable String text(List<ApiKey> keys, Map<String, String> texts, KeyType type) {
        return keys.stream()
                .filter(key -> key.type() == type)
                .findFirst()
                .map(key -> texts.get(key.id()))
                .orElse(null);
    }

    /** The environment of the project. */
    public Environment environment() {
        return project.environment();
    }

    /** The Project ID; never the keys. */
    @Override
    public String toString() {
        return project.id();
    }
}
