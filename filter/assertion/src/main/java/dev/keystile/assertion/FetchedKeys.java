package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are fetched: one fetch at a time, which all requests that need it share. A set is fresh for five minutes, and
 * known keys stay in force for four hours while fetches fail. A name that is not in the set has it fetched again, at
 * most every 30 seconds; only a fetch that succeeded says that there is no such key.
 */
final class FetchedKeys implements KeySource {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    static final Duration BETWEEN_RETRIES = Duration.ofSeconds(5);
    static final Duration OUTAGE = Duration.ofHours(4);
    static final int MAX_WAITING_IN_OUTAGE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    /** More than a fetch may take. */
    private static final long MAX_WAIT_SECONDS = 2 * JwksFetcher.TIMEOUT.toSeconds();

    private final String place;
    private final Supplier<CompletableFuture<Map<String, ECKey>>> fetcher;
    private final LongSupplier ticker;
    private final Semaphore waitingInOutage = new Semaphore(MAX_WAITING_IN_OUTAGE);
    private volatile @Nullable Fetched fetched;

    /** When the last fetch failed, in ticks; null if it did not. */
    private volatile @Nullable Long failedAt;

    private @Nullable CompletableFuture<?> underWay;

    /** A set of keys; when its fetch began, and when the last one did that lacked the key it was for, in ticks. */
    private static final class Fetched {
        private final Map<String, ECKey> keys;
        private final long startedAt;
        private final @Nullable Long missedAt;

        Fetched(Map<String, ECKey> keys, long startedAt, @Nullable Long missedAt) {
            this.keys = keys;
            this.startedAt = startedAt;
            this.missedAt = missedAt;
        }

        boolean lackedOneLately(long now) {
            return missedAt != null && now - missedAt < BETWEEN_FETCHES.toNanos();
        }
    }

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
    public @Nullable ECKey find(String keyId) throws UnavailableException {
        long now = ticker.getAsLong();
        Fetched seen = fetched;
        ECKey key = seen == null ? null : seen.keys.get(keyId);
        long age = seen == null ? Long.MAX_VALUE : now - seen.startedAt;
        boolean failing = failedAt != null;
        if (key == null ? seen != null && !failing && seen.lackedOneLately(now) : age < FRESH.toNanos()) {
            return key;
        }
        boolean usable = key != null && age < OUTAGE.toNanos();
        CompletableFuture<?> fetch = fetch(keyId, seen, now);
        if (fetch != null && !(failing && usable)) {
            await(fetch, failing);
        }
        Fetched next = fetched;
        if (next != null && next != seen) {
            return next.keys.get(keyId);
        }
        if (usable) {
            return key;
        }
        throw new UnavailableException("the keys of assertions cannot be fetched from " + place);
    }

    /** The fetch that is under way, or else a new one; null if the last one failed so lately that none is due. */
    private synchronized @Nullable CompletableFuture<?> fetch(String keyId, @Nullable Fetched seen, long now) {
        if (fetched != seen) {
            return DONE;
        }
        if (underWay != null) {
            return underWay;
        }
        Long failed = failedAt;
        if (failed != null && now - failed < BETWEEN_RETRIES.toNanos()) {
            return null;
        }
        CompletableFuture<?> mine = begin().handle((keys, failure) -> settle(keyId, keys, failure, now));
        underWay = mine.isDone() ? null : mine;
        return mine;
    }

    private CompletableFuture<Map<String, ECKey>> begin() {
        try {
            return fetcher.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized boolean settle(
            String keyId, @Nullable Map<String, ECKey> keys, @Nullable Throwable failure, long startedAt) {
        underWay = null;
        if (keys != null) {
            if (failedAt != null) {
                LOG.info("The keys of assertions are fetched from {} again.", place);
            }
            Long missedAt = fetched == null ? null : fetched.missedAt;
            fetched = new Fetched(keys, startedAt, keys.containsKey(keyId) ? missedAt : Long.valueOf(startedAt));
            failedAt = null;
        } else {
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
        return keys != null;
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? "there was no whole response within " + JwksFetcher.TIMEOUT.toSeconds() + " seconds"
                : String.valueOf(cause);
    }

    /** Waits for a fetch; in an outage only so many do, so that they do not take all threads of a server. */
    private void await(CompletableFuture<?> fetch, boolean failing) throws UnavailableException {
        if (failing && !waitingInOutage.tryAcquire()) {
            return;
        }
        try {
            fetch.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the keys of assertions were fetched");
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a fetch ends within its timeout", e);
        } finally {
            if (failing) {
                waitingInOutage.release();
            }
        }
    }
}
