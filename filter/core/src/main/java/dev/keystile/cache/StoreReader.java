package dev.keystile.cache;

import dev.keystile.key.ApiKey;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.UnreadableRecordException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads keys from the store for {@link KeyLoader}, and counts the failures of the store. Thread-safe; {@link #read} blocks
 * as long as the store does.
 */
final class StoreReader<P> {

    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(KeyLoader.class);

    final Lookup<P> failed = new Lookup.Unavailable<>(false);

    private final ApiKeyStore store;
    private final Function<ApiKey, P> principals;
    private final CacheListener listener;
    private final LongSupplier ticker;
    private final CacheEntries<P> entries;
    private final long freshNanos;

    private volatile @Nullable Long lastResponseAt;
    private volatile @Nullable Long unreadableLoggedAt;

    StoreReader(
            ApiKeyStore store,
            CacheSettings settings,
            Function<ApiKey, P> principals,
            CacheListener listener,
            LongSupplier ticker,
            CacheEntries<P> entries) {
        this.store = store;
        this.principals = principals;
        this.listener = listener;
        this.ticker = ticker;
        this.entries = entries;
        freshNanos = settings.freshFor().toNanos();
    }

    /** The time of the last response of the store, in ticks; null if there was none. */
    @Nullable
    Long lastResponseAt() {
        return lastResponseAt;
    }

    /**
     * Looks the digest of a load up in the store. Never throws.
     *
     * @param startedAt the time now, in ticks
     * @return a cache entry, {@link CacheEntries#noSuchKey}, or {@link #failed}
     */
    Lookup<P> read(InFlightLoad<P> load, long startedAt) {
        try {
            ApiKey record = store.find(load.digest);
            Lookup<P> found = record == null ? entries.noSuchKey : entry(record, load, startedAt);
            listener.loaded(responded(load) - startedAt);
            return found;
        } catch (UnreadableRecordException e) {
            // The store works, and one wrong record must not make the keys of others stale.
            long now = responded(load);
            noteUnreadable(e, now);
            listener.failed(now - startedAt);
            return failed;
        } catch (Throwable e) {
            noteFailure(load, "it failed", e);
            listener.failed(ticker.getAsLong() - startedAt);
            return failed;
        }
    }

    /** Takes note that the store has responded; returns the time now, in ticks. */
    private long responded(InFlightLoad<P> load) {
        load.bulkhead.failures.succeeded();
        long now = ticker.getAsLong();
        lastResponseAt = now;
        return now;
    }

    /** Logs the record, once a minute: every request with the key reads the record again. */
    private void noteUnreadable(UnreadableRecordException e, long now) {
        Long last = unreadableLoggedAt;
        if (last == null || now - last >= BETWEEN_LINES) {
            unreadableLoggedAt = now;
            LOG.warn("A key is unavailable, because its record is wrong: {}", e.getMessage());
        }
    }

    private CacheEntry<P> entry(ApiKey record, InFlightLoad<P> load, long startedAt) throws KeyStoreException {
        if (!record.digest().equals(load.digest)) {
            throw new KeyStoreException("the store returned the record of another key, " + record.id());
        }
        // Keys that were loaded together, as after a start, are not refreshed together.
        double portion = 0.7 + 0.2 * ThreadLocalRandom.current().nextDouble();
        long refreshAt = startedAt + (long) (freshNanos * portion);
        CachedAccount account = entries.changes.account(record.account().id());
        ApiKey shared = account.share(record);
        return new CacheEntry<>(shared, principals.apply(shared), startedAt, refreshAt, load.sequence, account);
    }

    /** Counts a load as a failure of the store, which has not responded within {@code load-timeout}. */
    void noteOverdue(InFlightLoad<P> load) {
        noteFailure(load, "no response within load-timeout", null);
    }

    private void noteFailure(InFlightLoad<P> load, String what, @Nullable Throwable cause) {
        if (load.noteFailure() && load.bulkhead.failures.failed(ticker.getAsLong())) {
            LOG.warn("The key store fails: {}. Known keys pass for stale-for, others get 503.", what, cause);
        }
    }
}
