package dev.keystile.spring;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.file.FileAdminStore;
import java.nio.file.Path;
import java.util.List;

/** A folder with a key file. */
public record KeyFolder(Path file, KeyAdmin keys) {

    private static final Actor TEST = new Actor("test", "test");

    /** Makes the file, with the environment {@code demo}. */
    public static KeyFolder in(Path folder) throws AdminException {
        Path file = folder.resolve("keys.yaml");
        FileAdminStore.create(file, List.of(Project.ofDefault("project_2", new Environment("demo", "Demo Project"))));
        return new KeyFolder(file, KeyAdmin.on(new FileAdminStore(file)));
    }

    /** A new secret key with these scopes. */
    public String secret(String... scopes) throws AdminException {
        KeyRequest request = KeyRequest.of(KeyType.SECRET, "demo", "test");
        return keys.issue(TEST, scopes.length == 0 ? request : request.scopes(List.of(scopes)))
                .key();
    }

    /** A new secret key that may be used from this network alone. */
    public String secretFrom(String network) throws AdminException {
        return keys.issue(TEST, KeyRequest.of(KeyType.SECRET, "demo", "test").networks(List.of(network)))
                .key();
    }

    /** A new publishable key. */
    public String publishable() throws AdminException {
        return keys.issue(TEST, KeyRequest.of(KeyType.PUBLISHABLE, "demo", "test"))
                .key();
    }
}
