package dev.keystile.store.file;

import dev.keystile.internal.file.WatchedFile;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.RepeatedTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a {@link KeyFile}, which is read again within two seconds of a change, as a whole. While the file is broken or
 * missing, the last good keys stay in force; the error is logged once, and is the {@link #problem()} of the store.
 *
 * <p>The file may be edited in place, replaced by a rename, deleted and created again, or be a symbolic link that gets
 * another target.
 */
public final class FileKeyStore implements ApiKeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileKeyStore.class);
    private static final Duration POLL = Duration.ofMillis(400);

    private final Path path;
    private final WatchedFile file;
    private final CopyOnWriteArrayList<KeyChanges> listeners = new CopyOnWriteArrayList<>();
    private @Nullable RepeatedTask watcher;
    private volatile Map<KeyDigest, ApiKey> keys;
    private volatile @Nullable String problem;

    private FileKeyStore(Path path) throws KeyStoreException {
        this.path = path;
        file = KeyFile.watch(path);
        WatchedFile.Content content = file.read();
        keys = KeyFile.of(content, path).byDigest();
        file.use(content);
    }

    /**
     * Reads a file and watches it until the store is closed.
     *
     * @throws KeyStoreException if the file cannot be read, or something in it is wrong; the message says what
     */
    public static FileKeyStore open(Path path) throws KeyStoreException {
        FileKeyStore store = new FileKeyStore(path);
        store.watcher = RepeatedTask.start("keystile-key-file", POLL, store::poll);
        return store;
    }

    /** A store that reads its file again only when {@link #poll()} is called. */
    static FileKeyStore unwatched(Path path) throws KeyStoreException {
        return new FileKeyStore(path);
    }

    /** Reads the file again if it has changed. */
    synchronized void poll() {
        try {
            WatchedFile.Look look = file.look();
            if (look instanceof WatchedFile.Look.Changed changed) {
                use(KeyFile.of(changed.content(), path).byDigest(), changed.content());
            }
            if (!(look instanceof WatchedFile.Look.Settling)) {
                problem = null;
            }
        } catch (KeyStoreException e) {
            report(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            report("the key file " + file + " cannot be looked at: " + e);
        }
    }

    private void use(Map<KeyDigest, ApiKey> next, WatchedFile.Content content) {
        Map<KeyDigest, ApiKey> before = keys;
        keys = next;
        file.use(content);
        KeyFileChanges changes = KeyFileChanges.between(before, next);
        LOG.info("Read {}: {} keys, changed are {}", file, next.size(), changes);
        listeners.forEach(changes::tell);
    }

    private void report(String message) {
        if (!message.equals(problem)) {
            problem = message;
            LOG.error("{}; the last good keys stay in force", message);
        }
    }

    @Override
    public @Nullable ApiKey find(KeyDigest digest) {
        return keys.get(digest);
    }

    @Override
    public void subscribe(KeyChanges listener) {
        listeners.add(listener);
    }

    @Override
    public FeedState feed() {
        return problem == null ? FeedState.CONNECTED : FeedState.BROKEN;
    }

    @Override
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.close();
        }
    }
}
