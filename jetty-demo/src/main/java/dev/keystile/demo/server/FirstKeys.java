package dev.keystile.demo.server;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileKeyRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one environment when they were just made.
 *
 * @param environment what they open
 * @param publishableKey the whole publishable key
 * @param secretKey the whole secret key
 */
public record FirstKeys(Environment environment, String publishableKey, String secretKey) {

    /**
     * Makes a key file with the environments {@code default} and {@code demo}, and both keys of each.
     *
     * @throws IllegalArgumentException if the file exists
     */
    public static List<FirstKeys> make(Path file) throws KeyStoreException {
        KeyGenerator generator = new KeyGenerator();
        List<Environment> environments = List.of(
                new Environment("default", "Default Project", generator.newId("project")),
                new Environment("demo", "Demo Project", generator.newId("project")));
        KeyRegistry registry = FileKeyRegistry.create(file, environments, generator, InstantSource.system());
        List<FirstKeys> keys = new ArrayList<>();
        for (Environment environment : environments) {
            String publishable = issue(registry, environment, KeyType.PUBLISHABLE);
            keys.add(new FirstKeys(environment, publishable, issue(registry, environment, KeyType.SECRET)));
        }
        return keys;
    }

    private static String issue(KeyRegistry registry, Environment environment, KeyType type) throws KeyStoreException {
        return registry.issue(new KeyRequest(type, environment.id(), "first", Scopes.all(), Restrictions.NONE, null))
                .text();
    }

    /** The environment; never the keys. */
    @Override
    public String toString() {
        return "FirstKeys[" + environment + "]";
    }
}
