package dev.keystile.jdbc.proof;

import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.jdbc.PostgresChangeFeed;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PresentedKey;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store with a change feed that remembers which keys were looked up, and which changes it has told. */
final class ObservedStore implements ApiKeyStore {

    private final JdbcKeyStore store;
    private final Map<KeyDigest, Integer> lookUps = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    private ObservedStore(JdbcKeyStore store) {
        this.store = store;
    }

    static ObservedStore open(String url) throws KeyStoreException {
        ConnectionPool pool = Cluster.patientPool("keystile", url);
        return new ObservedStore(new JdbcKeyStore(pool.dataSource())
                .closing(pool::close)
                .listeningTo(PostgresChangeFeed.open(url, null, null)));
    }

    /** How often each of these keys was looked up. */
    List<Integer> lookUps(List<String> keys) {
        return keys.stream()
                .map(key -> lookUps.getOrDefault(PresentedKey.read(key).digest(), 0))
                .toList();
    }

    /** The changes so far: the id of an account, a digest, or {@code *}. */
    List<String> changes() {
        return changes;
    }

    @Override
    public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
        lookUps.merge(digest, 1, Integer::sum);
        return store.find(digest);
    }

    @Override
    public void subscribe(KeyChanges listener) {
        store.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                changes.add(digest.toString());
                listener.changed(digest);
            }

            @Override
            public void accountChanged(String accountId) {
                changes.add(accountId);
                listener.accountChanged(accountId);
            }

            @Override
            public void anythingChanged() {
                changes.add("*");
                listener.anythingChanged();
            }
        });
    }

    @Override
    public FeedState feed() {
        return store.feed();
    }

    @Override
    public void close() {
        store.close();
    }
}
