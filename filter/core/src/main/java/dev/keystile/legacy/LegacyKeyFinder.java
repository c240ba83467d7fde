package dev.keystile.legacy;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.async.Pending;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.RecentDigests;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PresentedKey;
import dev.keystile.legacy.LegacyOutcome.Adopted;
import dev.keystile.legacy.LegacyOutcome.NotAdopted;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks keys up among {@link LegacyKeys}, and adopts a key that matches, so that it is hashed slowly only once. Thread-safe;
 * no method blocks. Requests with the same key share one search. A key is held only while its search goes on.
 */
public final class LegacyKeyFinder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LegacyKeyFinder.class);
    private static final Actor ACTOR = new Actor("legacy", "filter");

    /** A timer that is late must not keep a thread waiting for good. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LegacyKeys keys;
    private final KeyAdmin admin;
    private final LongSupplier ticker;
    private final long timeoutNanos;
    private final int maxWaiting;
    private final RecentDigests<LegacyOutcome> recent;
    private final BoundedThreads lookups;
    private final HashBulkhead hashes = new HashBulkhead();
    private final ConcurrentMap<KeyDigest, CompletableFuture<LegacyOutcome>> searches = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * A finder.
     *
     * @param admin adopts the keys that match
     * @param settings how long and how many requests wait, and how long an outcome is remembered
     */
    public LegacyKeyFinder(LegacyKeys keys, KeyAdmin admin, CacheSettings settings) {
        this(keys, admin, settings, System::nanoTime);
    }

    /** @param ticker tells whether a search is late */
    LegacyKeyFinder(LegacyKeys keys, KeyAdmin admin, CacheSettings settings, LongSupplier ticker) {
        this.keys = keys;
        this.admin = admin;
        this.ticker = ticker;
        timeoutNanos = settings.loadTimeout().toNanos();
        maxWaiting = settings.maxWaiting();
        recent = new RecentDigests<>(settings);
        lookups = new BoundedThreads(
                "keystile-legacy-lookup", settings.maxConcurrentLoads(), Math.max(1, settings.maxWaiting() / 2));
    }

    /**
     * The outcome of the last search for a key, so that the key need not be searched again: a store in a file shows an adopted
     * key only when the file is read again.
     *
     * @return null if the key was not searched within {@code negative-for}, or the search has failed
     */
    public @Nullable LegacyOutcome recent(KeyDigest digest) {
        return recent.get(digest);
    }

    /**
     * Searches a key, and adopts it if it matches a row.
     *
     * @param text the whole key
     * @return comes within {@code load-timeout}
     */
    public Pending<LegacyOutcome> adopt(PresentedKey key, String text) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Pending.completed(NotAdopted.UNAVAILABLE);
        }
        CompletableFuture<LegacyOutcome> awaited =
                search(key, text).copy().completeOnTimeout(NotAdopted.UNAVAILABLE, timeoutNanos, TimeUnit.NANOSECONDS);
        var unused = awaited.whenComplete((outcome, failure) -> waiting.decrementAndGet());
        return Pending.of(awaited, Duration.ofNanos(timeoutNanos).plus(GRACE), NotAdopted.UNAVAILABLE);
    }

    private CompletableFuture<LegacyOutcome> search(PresentedKey key, String text) {
        CompletableFuture<LegacyOutcome> mine = new CompletableFuture<>();
        CompletableFuture<LegacyOutcome> other = searches.putIfAbsent(key.digest(), mine);
        if (other != null) {
            return other;
        }
        Search search = new Search(key, mine, ticker.getAsLong());
        search.run(text, () -> findPrefix(search, text));
        return mine;
    }

    private void findPrefix(Search search, String text) {
        String prefix = keys.prefix(text);
        if (prefix == null) {
            search.end(NotAdopted.UNKNOWN);
        } else if (!lookups.submit(() -> search.run(text, () -> findCandidate(search, text, prefix)))) {
            search.end(NotAdopted.UNAVAILABLE);
        }
    }

    private void findCandidate(Search search, String text, String prefix) throws KeyStoreException {
        LegacyKey row = search.isLate() ? null : keys.candidate(prefix);
        if (search.isLate()) {
            search.end(NotAdopted.UNAVAILABLE);
        } else if (row == null || !search.key.agreesWith(row.request().type())) {
            failing.set(false);
            search.end(NotAdopted.UNKNOWN);
        } else if (!hashes.submit(prefix, () -> search.run(text, () -> match(search, text, row)))) {
            search.end(NotAdopted.UNAVAILABLE);
        }
    }

    private void match(Search search, String text, LegacyKey row) throws KeyStoreException, AdminException {
        // The requests that waited for this hash have gone, and others wait for a thread.
        if (search.isLate()) {
            search.end(NotAdopted.UNAVAILABLE);
            return;
        }
        LegacyOutcome outcome = keys.matches(text, row) ? adopted(search.key, row, true) : NotAdopted.UNKNOWN;
        failing.set(false);
        search.end(outcome);
    }

    private LegacyOutcome adopted(PresentedKey key, LegacyKey row, boolean mayRetry) throws AdminException {
        try {
            return new Adopted(admin.adopt(ACTOR, row.request(), key.digest(), key.lastFour()));
        } catch (ConflictException conflict) {
            Optional<ApiKey> existing = conflict.existing();
            if (existing.isPresent()) {
                return new Adopted(existing.get());
            }
            if (mayRetry) {
                // Another node has adopted the key at the same moment, and its record is there now.
                return adopted(key, row, false);
            }
            LOG.info("A legacy key is refused as unknown: {}", conflict.getMessage());
            return NotAdopted.UNKNOWN;
        }
    }

    /** Ends the searches as unavailable, and ends the threads. */
    @Override
    public void close() {
        // Before the threads are interrupted, since a comparison that is interrupted may say that nothing matches.
        closed = true;
        lookups.close();
        hashes.close();
        searches.values().forEach(search -> search.complete(NotAdopted.UNAVAILABLE));
    }

    /** A step of a search, on one of the threads. */
    @FunctionalInterface
    private interface Step {
        void run() throws KeyStoreException, AdminException;
    }

    /** The search for one key, which ends once. */
    private final class Search {

        private final PresentedKey key;
        private final CompletableFuture<LegacyOutcome> result;
        private final long began;

        private Search(PresentedKey key, CompletableFuture<LegacyOutcome> result, long began) {
            this.key = key;
            this.result = result;
            this.began = began;
        }

        boolean isLate() {
            return ticker.getAsLong() - began >= timeoutNanos;
        }

        /** Runs a step. If the step fails, it cannot be told whether the key is known. */
        void run(String text, Step step) {
            try {
                step.run();
            } catch (Throwable e) {
                if (failing.compareAndSet(false, true)) {
                    LOG.warn(
                            "Legacy keys cannot be checked, and requests with them get 503: {}: {}",
                            e.getClass().getName(),
                            redacted(e.getMessage(), text));
                }
                end(NotAdopted.UNAVAILABLE);
            }
        }

        void end(LegacyOutcome found) {
            LegacyOutcome outcome = closed ? NotAdopted.UNAVAILABLE : found;
            if (outcome != NotAdopted.UNAVAILABLE) {
                recent.put(key.digest(), outcome);
            }
            searches.remove(key.digest(), result);
            result.complete(outcome);
        }
    }

    /** The message of an exception of the application, which must not show the key. */
    private static String redacted(@Nullable String message, String text) {
        return message == null || message.contains(text) ? "(no message)" : message;
    }
}
