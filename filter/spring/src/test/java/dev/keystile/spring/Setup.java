package dev.keystile.spring;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyType;
import dev.keystile.store.file.FileAdminStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder with the keystile.yaml and keys.yaml of the README, and keys made for them. */
public record Setup(Path config, IssuedKey secret, IssuedKey publishable, IssuedKey officeOnly) {

    /** Writes both files. */
    public static Setup in(Path folder) throws IOException, AdminException {
        Path config = copy("keystile.yaml", folder);
        // No key is refused because a busy machine keeps its load waiting.
        Files.writeString(config, "cache: {load-timeout: 60s}\n", StandardOpenOption.APPEND);
        KeyAdmin keys = KeyAdmin.on(new FileAdminStore(copy("keys.yaml", folder)));
        return new Setup(
                config,
                issue(keys, KeyType.SECRET, null),
                issue(keys, KeyType.PUBLISHABLE, null),
                issue(keys, KeyType.SECRET, List.of("203.0.113.0/24")));
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream yaml = Objects.requireNonNull(Setup.class.getResourceAsStream(name))) {
            Files.copy(yaml, file);
        }
        return file;
    }

    private static IssuedKey issue(KeyAdmin keys, KeyType type, @Nullable List<String> networks) throws AdminException {
        Actor test = new Actor("test", "test");
        return keys.issue(test, KeyRequest.of(type, "demo", "test").networks(networks));
    }
}
