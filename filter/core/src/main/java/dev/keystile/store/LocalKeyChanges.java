package dev.keystile.store;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the changes that administration in this process makes to the caches of this process, for a database that has no
 * change feed. Administration is told to report here, and the filter gets the store that {@link #reportedBy} returns.
 * Safe for use by many threads at once.
 *
 * <pre>{@code
 * LocalKeyChanges changes = new LocalKeyChanges();
 * KeyAdmin admin = KeyAdmin.on(new JdbcAdminStore(dataSource).reportingTo(changes));
 * ApiKeyStore store = changes.reportedBy(new JdbcKeyStore(dataSource));
 * }</pre>
 */
public final class LocalKeyChanges implements KeyChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LocalKeyChanges.class);

    private final List<KeyChanges> listeners = new CopyOnWriteArrayList<>();

    /** A store that also reports these changes to its subscribers, until it is closed. */
    public ApiKeyStore reportedBy(ApiKeyStore store) {
        return new ReportingStore(store);
    }

    @Override
    public void changed(KeyDigest digest) {
        listeners.forEach(listener -> guard(() -> listener.changed(digest)));
    }

    @Override
    public void accountChanged(String accountId) {
        listeners.forEach(listener -> guard(() -> listener.accountChanged(accountId)));
    }

    @Override
    public void anythingChanged() {
        listeners.forEach(listener -> guard(listener::anythingChanged));
    }

    /** The change is committed: a listener that fails must not undo it, and must not keep it from the other listeners. */
    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A listener for key changes failed; it sees the change after fresh-for.", e);
        }
    }

    private final class ReportingStore implements ApiKeyStore {

        private final ApiKeyStore store;
        private final List<KeyChanges> subscribed = new CopyOnWriteArrayList<>();

        ReportingStore(ApiKeyStore store) {
            this.store = store;
        }

        @Override
        public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
            return store.find(digest);
        }

        @Override
        public void subscribe(KeyChanges listener) {
            subscribed.add(listener);
            listeners.add(listener);
            store.subscribe(listener);
        }

        @Override
        public FeedState feed() {
            return store.feed();
        }

        @Override
        public @Nullable String problem() {
            return store.problem();
        }

        @Override
        public boolean recordsUse() {
            return store.recordsUse();
        }

        @Override
        public void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {
            store.recordUse(lastUses);
        }

        @Override
        public void close() {
            listeners.removeAll(subscribed);
            store.close();
        }
    }
}
