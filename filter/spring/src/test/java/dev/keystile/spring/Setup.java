package dev.keystile.spring;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.file.FileAdminStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder with the keystile.yaml of the README and keys made for it. */
public record Setup(Path config, IssuedKey secret, IssuedKey publishable, IssuedKey officeOnly) {

    /** Writes both files. */
    public static Setup in(Path folder) throws IOException, AdminException {
        Path config = folder.resolve("keystile.yaml");
        try (InputStream yaml = Objects.requireNonNull(Setup.class.getResourceAsStream("keystile.yaml"))) {
            Files.copy(yaml, config);
        }
        Path file = folder.resolve("keys.yaml");
        FileAdminStore.create(file, List.of(Project.ofDefault("project_2", new Environment("demo", "Demo Project"))));
        KeyAdmin keys = KeyAdmin.on(new FileAdminStore(file));
        return new Setup(
                config,
                issue(keys, KeyType.SECRET, null),
                issue(keys, KeyType.PUBLISHABLE, null),
                issue(keys, KeyType.SECRET, List.of("203.0.113.0/24")));
    }

    private static IssuedKey issue(KeyAdmin keys, KeyType type, @Nullable List<String> networks) throws AdminException {
        Actor test = new Actor("test", "test");
        return keys.issue(test, KeyRequest.of(type, "demo", "test").networks(networks));
    }
}
