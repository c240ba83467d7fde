package dev.keystile.spring;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileKeyRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** A folder with the keystile.yaml of the README and keys made for it. */
public record Setup(Path config, IssuedKey secret, IssuedKey publishable, IssuedKey officeOnly) {

    /** Writes both files. */
    public static Setup in(Path folder) throws IOException, KeyStoreException {
        Path config = folder.resolve("keystile.yaml");
        try (InputStream yaml = Objects.requireNonNull(Setup.class.getResourceAsStream("keystile.yaml"))) {
            Files.copy(yaml, config);
        }
        KeyRegistry keys = FileKeyRegistry.create(
                folder.resolve("keys.yaml"),
                List.of(new Environment("demo", "Demo Project", "project_2")),
                new KeyGenerator(),
                InstantSource.system());
        return new Setup(
                config,
                issue(keys, KeyType.SECRET, Restrictions.NONE),
                issue(keys, KeyType.PUBLISHABLE, Restrictions.NONE),
                issue(keys, KeyType.SECRET, Restrictions.of(null, List.of("203.0.113.0/24"))));
    }

    private static IssuedKey issue(KeyRegistry keys, KeyType type, Restrictions restrictions) throws KeyStoreException {
        return keys.issue(new KeyRegistry.KeyRequest(type, "demo", "test", Scopes.all(), restrictions, null));
    }
}
