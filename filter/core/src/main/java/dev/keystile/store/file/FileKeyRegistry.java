package dev.keystile.store.file;

import dev.keystile.file.AtomicFile;
import dev.keystile.file.LockedFile;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.Redaction;
import dev.keystile.store.KeyEdit;
import dev.keystile.store.KeyIssuer;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes a key file. Each change holds a lock on a file beside it, whose name ends in {@code .lock}, and
 * puts a whole new file in the place of the old one, so that neither a crash nor another process at work
 * loses a key.
 *
 * <p>Comments in a file that was written by hand are lost with the first change.
 */
public final class FileKeyRegistry implements KeyRegistry {

    private final Path path;
    private final KeyIssuer issuer;

    /** A registry of a file that exists, or will when it is used. */
    public FileKeyRegistry(Path path, KeyGenerator generator, InstantSource clock) {
        this.path = path;
        this.issuer = new KeyIssuer(generator, clock);
    }

    /**
     * Makes a new file, which only its owner can read, with these environments and no key.
     *
     * @throws IllegalArgumentException if the file exists
     */
    public static FileKeyRegistry create(
            Path path, List<Environment> environments, KeyGenerator generator, InstantSource clock)
            throws KeyStoreException {
        locked(path, file -> {
            if (Files.exists(file)) {
                throw new IllegalArgumentException("the key file " + path + " exists already");
            }
            write(file, new KeyFile(environments, List.of()));
            return file;
        });
        return new FileKeyRegistry(path, generator, clock);
    }

    @Override
    public List<Environment> environments() throws KeyStoreException {
        return KeyFile.read(path).environments();
    }

    @Override
    public List<KeyDescription> list() throws KeyStoreException {
        return KeyFile.read(path).keys().stream().map(FileKeyRegistry::describe).toList();
    }

    @Override
    public KeyDescription describe(String keyId) throws KeyStoreException {
        return describe(key(KeyFile.read(path), keyId));
    }

    private static KeyDescription describe(KeyRecord key) {
        return new KeyDescription(key, null);
    }

    @Override
    public void createEnvironment(Environment environment) throws KeyStoreException {
        locked(path, file -> {
            KeyFile content = KeyFile.read(file);
            if (content.environment(environment.id()).isPresent()) {
                throw new IllegalArgumentException("there is an environment '" + environment.id() + "' already");
            }
            write(file, content.with(issuer.checked(environment)));
            return environment;
        });
    }

    @Override
    public IssuedKey issue(KeyRequest request) throws KeyStoreException {
        return locked(path, file -> {
            KeyFile content = KeyFile.read(file);
            IssuedKey issued = issuer.make(request, environment(content, request.environmentId()));
            write(file, content.with(issued.record()));
            return issued;
        });
    }

    @Override
    public IssuedKey roll(String keyId, Duration grace) throws KeyStoreException {
        return locked(path, file -> {
            KeyFile content = KeyFile.read(file);
            KeyRecord old = key(content, keyId);
            KeyRecord ending = issuer.inGrace(old, grace);
            IssuedKey issued = issuer.make(KeyRequest.like(old), old.environment());
            write(file, content.with(ending).with(issued.record()));
            return issued;
        });
    }

    @Override
    public KeyRecord revoke(String keyId) throws KeyStoreException {
        return locked(path, file -> {
            KeyFile content = KeyFile.read(file);
            KeyRecord revoked = key(content, keyId).revokedAt(issuer.now());
            write(file, content.with(revoked));
            return revoked;
        });
    }

    @Override
    public KeyRecord edit(String keyId, KeyEdit edit) throws KeyStoreException {
        return locked(path, file -> {
            KeyFile content = KeyFile.read(file);
            KeyRecord edited = edit.applyTo(key(content, keyId));
            write(file, content.with(edited));
            return edited;
        });
    }

    private static Environment environment(KeyFile content, String id) {
        return content.environment(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no environment " + Redaction.quoted(id)
                        + "; there are: "
                        + content.environments().stream().map(Environment::id).collect(Collectors.joining(", "))));
    }

    private static KeyRecord key(KeyFile content, String id) {
        return content.key(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no key with id " + Redaction.quoted(id)));
    }

    /** Nothing is written that would not read back as the same. */
    private static void write(Path path, KeyFile content) throws KeyStoreException {
        String text = content.render();
        try {
            if (!KeyFile.parse(text, "the new content").equals(content)) {
                throw new IllegalArgumentException("a name holds characters that a key file cannot hold");
            }
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        try {
            AtomicFile.replace(path, text);
        } catch (IOException e) {
            throw new KeyStoreException(
                    "cannot write the key file " + path + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static <T> T locked(Path path, LockedFile.Work<T, KeyStoreException> work) throws KeyStoreException {
        try {
            return LockedFile.of(path, "the key file").run(work);
        } catch (IOException e) {
            throw new KeyStoreException(String.valueOf(e.getMessage()), e);
        }
    }
}
