package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store and puts what it says into the entries: once per digest at a time, in a bulkhead for known keys and one for
 * others, on threads of its own. Thread-safe; no method blocks.
 *
 * <p>A load queues for a permit of its bulkhead, asks the store, and is published: kept and given to all who wait for it.
 * A timer ends the wait of requests at {@code load-timeout}, wherever their load is then. A load that still queues is given
 * up with it; one that asks the store goes on.
 */
final class KeyLoader<P> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyLoader.class);

    final LoadBulkhead<P> firstLoads;
    final LoadBulkhead<P> reloads;

    final Lookup<P> failed = new Lookup.Unavailable<>(false);
    final Lookup<P> overloaded = new Lookup.Unavailable<>(true);

    private final ApiKeyStore store;
    private final Function<KeyRecord, P> principals;
    private final CacheListener listener;
    private final LongSupplier ticker;
    private final CacheEntries<P> entries;
    private final long freshNanos;
    private final long timeoutNanos;
    private final ConcurrentMap<KeyDigest, InFlightLoad<P>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService loaders;
    private final ScheduledExecutorService timer;

    private volatile @Nullable Long answeredAt;

    /** @param timer runs what ends the wait of requests; closed with the loader */
    KeyLoader(
            ApiKeyStore store,
            CacheSettings settings,
            Function<KeyRecord, P> principals,
            CacheListener listener,
            LongSupplier ticker,
            CacheEntries<P> entries,
            ScheduledExecutorService timer) {
        this.store = store;
        this.principals = principals;
        this.listener = listener;
        this.ticker = ticker;
        this.entries = entries;
        this.timer = timer;
        freshNanos = settings.freshFor().toNanos();
        timeoutNanos = settings.loadTimeout().toNanos();
        int width = settings.maxConcurrentLoads() / 2;
        int waiting = settings.maxWaiting() / 2;
        reloads = new LoadBulkhead<>(width, waiting, freshNanos, timeoutNanos);
        firstLoads = new LoadBulkhead<>(
                settings.maxConcurrentLoads() - width, settings.maxWaiting() - waiting, freshNanos, timeoutNanos);
        loaders = LoaderThreads.loaders(settings.maxConcurrentLoads());
    }

    /** When the store last answered, in ticks; null if it never has. */
    @Nullable
    Long answeredAt() {
        return answeredAt;
    }

    /**
     * The result of a load that is under way or of a new one: a lookup that is not pending, at the latest
     * {@code load-timeout} from now.
     */
    CompletableFuture<Lookup<P>> load(KeyDigest digest, LoadBulkhead<P> bulkhead, long now) {
        InFlightLoad<P> mine = new InFlightLoad<>(digest, bulkhead, entries.epoch());
        InFlightLoad<P> load = join(mine);
        if (load == mine) {
            launch(mine, now);
        } else if (load.hasRunFor(timeoutNanos, ticker.getAsLong())) {
            noteOverdue(load);
            return CompletableFuture.completedFuture(failed);
        }
        return load.result(result -> limit(load, result));
    }

    /** Loads a known key again in the background, unless that is under way or the bulkhead is full. */
    void refresh(KeyDigest digest, long now) {
        if (!reloads.failures.isRetryDue(now) || underWay.containsKey(digest) || !reloads.tryAcquire()) {
            return;
        }
        InFlightLoad<P> mine = new InFlightLoad<>(digest, reloads, entries.epoch());
        if (reloads.failures.claimRetry(now) && join(mine) == mine) {
            start(mine);
        } else {
            start(reloads.release());
        }
    }

    /** What is under way for this digest brings an old record, which nobody joins and nobody keeps. */
    void outdate(KeyDigest digest) {
        underWay.remove(digest);
    }

    /** The load that answers for this digest: one under way, unless it began before the last change. */
    private InFlightLoad<P> join(InFlightLoad<P> mine) {
        return underWay.compute(
                mine.digest, (digest, current) -> current != null && current.epoch - mine.epoch >= 0 ? current : mine);
    }

    /** Starts a load, queues it, or ends it at once. */
    private void launch(InFlightLoad<P> load, long now) {
        try {
            // A load may have ended after this request had looked and before it could join.
            Lookup<P> meanwhile = entries.fresh(load.digest, now);
            if (meanwhile != null) {
                settle(load, meanwhile);
                return;
            }
            switch (load.bulkhead.admit(load, now)) {
                case ADMITTED -> start(load);
                case REFUSED -> settle(load, overloaded);
                case QUEUED -> {}
            }
        } catch (RuntimeException | Error e) {
            // Others may have joined a load that nobody would ever end.
            settle(load, overloaded);
            throw e;
        }
    }

    /** Starts a load that has a permit. Where no thread takes it, its permit goes to the next in the queue, and so on. */
    private void start(@Nullable InFlightLoad<P> admitted) {
        InFlightLoad<P> load = admitted;
        while (load != null && !isTaken(load)) {
            InFlightLoad<P> refused = load;
            load = refused.bulkhead.end(refused);
            settle(refused, overloaded);
        }
    }

    private boolean isTaken(InFlightLoad<P> load) {
        load.bulkhead.begin(load, ticker.getAsLong());
        try {
            loaders.execute(() -> run(load));
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return false;
        }
    }

    private void run(InFlightLoad<P> load) {
        long startedAt = ticker.getAsLong();
        Lookup<P> answer = failed;
        try {
            answer = ask(load, startedAt);
        } finally {
            // Before anybody hears of the end, so that whoever asks again then finds the permit free.
            InFlightLoad<P> next = load.bulkhead.end(load);
            try {
                publish(load, answer, startedAt);
            } finally {
                start(next);
            }
        }
    }

    private Lookup<P> ask(InFlightLoad<P> load, long startedAt) {
        long begin = System.nanoTime();
        try {
            KeyRecord record = store.find(load.digest);
            Lookup<P> answer = record == null ? entries.noSuchKey : entry(record, load, startedAt);
            load.bulkhead.failures.succeeded();
            answeredAt = ticker.getAsLong();
            listener.loaded(System.nanoTime() - begin);
            return answer;
        } catch (Throwable e) {
            noteFailure(load, "it failed", e);
            listener.failed(System.nanoTime() - begin);
            return failed;
        }
    }

    private CacheEntry<P> entry(KeyRecord record, InFlightLoad<P> load, long startedAt) throws KeyStoreException {
        if (!record.digest().equals(load.digest)) {
            throw new KeyStoreException("the store answered with the record of another key, " + record.id());
        }
        double portion = 0.7 + 0.2 * ThreadLocalRandom.current().nextDouble();
        long refreshAt = startedAt + (long) (freshNanos * portion);
        return new CacheEntry<>(record, principals.apply(record), startedAt, refreshAt, load.epoch);
    }

    /** Keeps what the store said, unless a change was reported since the load began. */
    private void publish(InFlightLoad<P> load, Lookup<P> answer, long startedAt) {
        try {
            // While the load cannot be replaced: a change that comes after this removes the entry again.
            underWay.computeIfPresent(load.digest, (digest, current) -> {
                if (current != load) {
                    return current;
                }
                if (answer instanceof CacheEntry<P> entry) {
                    entries.keep(entry);
                } else if (answer == entries.noSuchKey) {
                    entries.keepUnknown(digest, startedAt, load.epoch);
                }
                return null;
            });
        } finally {
            settle(load, answer);
        }
    }

    private void settle(InFlightLoad<P> load, Lookup<P> answer) {
        underWay.remove(load.digest, load);
        load.end(answer);
    }

    /** Sees to it that a result comes within {@code load-timeout}. */
    private void limit(InFlightLoad<P> load, CompletableFuture<Lookup<P>> result) {
        try {
            Future<?> timeout = timer.schedule(() -> expire(load, result), timeoutNanos, TimeUnit.NANOSECONDS);
            var unused = result.whenComplete((answer, failure) -> timeout.cancel(false));
        } catch (RejectedExecutionException | OutOfMemoryError noTimer) {
            // Closed, or there is no thread: nobody may wait without a limit.
            result.complete(overloaded);
        }
    }

    /** The time of those who wait is up. */
    private void expire(InFlightLoad<P> load, CompletableFuture<Lookup<P>> result) {
        if (result.isDone()) {
            return;
        }
        if (load.bulkhead.leaveQueue(load)) {
            settle(load, overloaded);
            return;
        }
        // A load that had to queue for most of the time says nothing of the store.
        boolean isOverdue = load.hasRunFor(timeoutNanos / 2, ticker.getAsLong());
        try {
            if (isOverdue) {
                noteOverdue(load);
            }
        } finally {
            result.complete(isOverdue ? failed : overloaded);
        }
    }

    private void noteOverdue(InFlightLoad<P> load) {
        noteFailure(load, "it did not answer in time", null);
    }

    private void noteFailure(InFlightLoad<P> load, String what, @Nullable Throwable cause) {
        if (load.noteFailure() && load.bulkhead.failures.failed(ticker.getAsLong())) {
            LOG.warn("The key store does not answer: {}. Known keys pass for stale-for, others get 503.", what, cause);
        }
    }

    /** Ends the threads, and the wait of all requests. A load that asks the store goes on, and nobody hears of its end. */
    @Override
    public void close() {
        // First: a load that is started from now on is refused and ended by whoever starts it.
        loaders.shutdown();
        for (LoadBulkhead<P> bulkhead : List.of(reloads, firstLoads)) {
            bulkhead.close().forEach(load -> settle(load, overloaded));
        }
        timer.shutdown();
    }
}
