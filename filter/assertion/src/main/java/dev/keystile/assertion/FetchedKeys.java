package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import dev.keystile.async.Pending;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are fetched: one fetch at a time, which all requests that need it share. A set is fresh for five minutes, and
 * known keys stay in force for four hours while fetches fail. A name that is not in the set has it fetched again, at
 * most every 30 seconds; only a fetch that succeeded says that there is no such key. Thread-safe; no method blocks.
 */
final class FetchedKeys implements KeySource {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    static final Duration BETWEEN_RETRIES = Duration.ofSeconds(5);
    static final Duration OUTAGE = Duration.ofHours(4);
    static final int MAX_WAITING = 10_000;

    /** So few that requests which wait in an outage do not take all threads of a server. */
    static final int MAX_WAITING_IN_OUTAGE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    /** More than a fetch may take. */
    private static final Duration MAX_WAIT = JwksFetcher.TIMEOUT.multipliedBy(2);

    private final String place;
    private final Supplier<CompletableFuture<Map<String, ECKey>>> fetcher;
    private final LongSupplier ticker;

    private volatile @Nullable FetchedKeySet fetched;

    /** When the last fetch failed, in ticks; null if it did not. */
    private volatile @Nullable Long failedAt;

    /** Guarded by this; brings the new set, or nothing if the fetch failed. Null while nothing is fetched. */
    private @Nullable CompletableFuture<Optional<FetchedKeySet>> underWay;

    /** Guarded by this; how many more requests may wait for the fetch that is under way. */
    private int places;

    /**
     * @param place what log lines call the place that keys are fetched from
     * @param fetcher its futures complete within {@link JwksFetcher#TIMEOUT}
     */
    FetchedKeys(String place, Supplier<CompletableFuture<Map<String, ECKey>>> fetcher, LongSupplier ticker) {
        this.place = place;
        this.fetcher = fetcher;
        this.ticker = ticker;
    }

    @Override
    public KeyLookup find(String keyId) {
        long now = ticker.getAsLong();
        FetchedKeySet seen = fetched;
        return seen != null && isCurrent(seen, keyId, now) ? seen.find(keyId) : fetch(keyId, seen, now);
    }

    /** Whether a set says what is to be said of a name, without another fetch. */
    private boolean isCurrent(FetchedKeySet set, String keyId, long now) {
        return set.has(keyId)
                ? set.isYoungerThan(FRESH, now)
                : failedAt == null && set.lackedOneWithin(BETWEEN_FETCHES, now);
    }

    /** Takes part in the fetch that is under way, or else in a new one if one is due. */
    private synchronized KeyLookup fetch(String keyId, @Nullable FetchedKeySet seen, long now) {
        if (fetched == seen && underWay == null && isDue(now)) {
            begin(keyId, now);
        }
        FetchedKeySet latest = fetched;
        if (latest != null && latest != seen) {
            return latest.find(keyId);
        }
        boolean usable = latest != null && latest.has(keyId) && latest.isYoungerThan(OUTAGE, now);
        KeyLookup ifFetchFails = latest != null && usable ? latest.find(keyId) : KeyLookup.NotFound.UNAVAILABLE;
        CompletableFuture<Optional<FetchedKeySet>> fetch = underWay;
        if (fetch == null || (failedAt != null && usable) || places == 0) {
            return ifFetchFails;
        }
        places--;
        CompletableFuture<KeyLookup> result =
                fetch.thenApply(set -> set.map(keys -> keys.find(keyId)).orElse(ifFetchFails));
        return new KeyLookup.Fetching(Pending.of(result, MAX_WAIT, KeyLookup.NotFound.UNAVAILABLE));
    }

    private boolean isDue(long now) {
        Long failed = failedAt;
        return failed == null || now - failed >= BETWEEN_RETRIES.toNanos();
    }

    private void begin(String keyId, long now) {
        places = failedAt == null ? MAX_WAITING : MAX_WAITING_IN_OUTAGE;
        CompletableFuture<Optional<FetchedKeySet>> fetch =
                start().handle((keys, failure) -> settle(keyId, keys, failure, now));
        underWay = fetch.isDone() ? null : fetch;
    }

    private CompletableFuture<Map<String, ECKey>> start() {
        try {
            return fetcher.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends a fetch, before those are told that wait for it. */
    private synchronized Optional<FetchedKeySet> settle(
            String keyId, @Nullable Map<String, ECKey> keys, @Nullable Throwable failure, long startedAt) {
        underWay = null;
        if (keys == null) {
            noteFailure(failure);
            return Optional.empty();
        }
        if (failedAt != null) {
            LOG.info("The keys of assertions are fetched from {} again.", place);
        }
        FetchedKeySet next = FetchedKeySet.of(keys, keyId, startedAt, fetched);
        fetched = next;
        failedAt = null;
        return Optional.of(next);
    }

    private void noteFailure(@Nullable Throwable failure) {
        if (failedAt == null) {
            LOG.warn(
                    "The keys of assertions cannot be fetched from {}: {}. Known keys stay in force for {} hours,"
                            + " assertions with others get 503.",
                    place,
                    reason(failure),
                    OUTAGE.toHours());
        }
        failedAt = ticker.getAsLong();
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? "there was no whole response within " + JwksFetcher.TIMEOUT.toSeconds() + " seconds"
                : String.valueOf(cause);
    }
}
