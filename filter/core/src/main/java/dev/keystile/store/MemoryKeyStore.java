package dev.keystile.store;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store in the memory of this process, for tests and demos. Changes are reported at once. */
public final class MemoryKeyStore implements ApiKeyStore {

    private final Map<KeyDigest, ApiKey> records = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<KeyChanges> listeners = new CopyOnWriteArrayList<>();

    /** An empty store. */
    public MemoryKeyStore() {}

    /** A store of these records. */
    public MemoryKeyStore(Collection<ApiKey> records) {
        records.forEach(record -> this.records.put(record.digest(), record));
    }

    /** Adds a record, or replaces the one with the same digest. */
    public void put(ApiKey record) {
        records.put(record.digest(), record);
        listeners.forEach(listener -> listener.changed(record.digest()));
    }

    /**
     * Replaces the account with this id in all of its keys, such as by a suspended one. Keys that are put later keep
     * their own.
     */
    public void put(AccountRecord account) {
        records.replaceAll((digest, record) -> record.account().id().equals(account.id())
                ? record.in(record.project().with(account))
                : record);
        listeners.forEach(listener -> listener.accountChanged(account.id()));
    }

    /** Removes the record with this digest, if there is one. */
    public void remove(KeyDigest digest) {
        records.remove(digest);
        listeners.forEach(listener -> listener.changed(digest));
    }

    @Override
    public @Nullable ApiKey find(KeyDigest digest) {
        return records.get(digest);
    }

    @Override
    public void subscribe(KeyChanges listener) {
        listeners.add(listener);
    }

    @Override
    public FeedState feed() {
        return FeedState.CONNECTED;
    }
}
