package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads keys from the store into the entries of the cache: one load per digest at a time, on threads of the loader, with one
 * bulkhead for known keys and another for the rest. Thread-safe; no method blocks.
 *
 * <p>A load queues for a permit of its bulkhead, reads the store, and is published: its result is cached and given to all
 * requests that wait for the load. A timer ends the wait of a request at {@code load-timeout}. A load that still queues then
 * is given up; a load that reads the store goes on.
 */
final class KeyLoader<P> implements AutoCloseable {

    final LoadBulkhead<P> firstLoads;
    final LoadBulkhead<P> reloads;

    final Lookup<P> overloaded = new Lookup.Unavailable<>(true);

    private final StoreReader<P> reader;
    private final LongSupplier ticker;
    private final CacheEntries<P> entries;
    private final long timeoutNanos;

    /** The current load of each digest. A load that a change of the key has overtaken is not in the map any more. */
    private final ConcurrentMap<KeyDigest, InFlightLoad<P>> current = new ConcurrentHashMap<>();

    private final ExecutorService loaders;
    private final ScheduledExecutorService timer;

    /** @param timer ends the wait of requests; closed with the loader */
    KeyLoader(
            StoreReader<P> reader,
            CacheSettings settings,
            LongSupplier ticker,
            CacheEntries<P> entries,
            ScheduledExecutorService timer) {
        this.reader = reader;
        this.ticker = ticker;
        this.entries = entries;
        this.timer = timer;
        timeoutNanos = settings.loadTimeout().toNanos();
        long freshNanos = settings.freshFor().toNanos();
        int width = settings.maxConcurrentLoads() / 2;
        int waiting = settings.maxWaiting() / 2;
        reloads = new LoadBulkhead<>(width, waiting, freshNanos, timeoutNanos);
        firstLoads = new LoadBulkhead<>(
                settings.maxConcurrentLoads() - width, settings.maxWaiting() - waiting, freshNanos, timeoutNanos);
        loaders = LoaderThreads.loaders(settings.maxConcurrentLoads());
    }

    /**
     * The result of the current load of a digest, or of a new load if there is none. Completed with a lookup that is not
     * loading, at the latest {@code load-timeout} from now.
     */
    CompletableFuture<Lookup<P>> load(KeyDigest digest, LoadBulkhead<P> bulkhead, long now) {
        InFlightLoad<P> mine = new InFlightLoad<>(digest, bulkhead, entries.changes.last());
        InFlightLoad<P> load = join(mine);
        if (load == mine) {
            return launched(mine, now);
        }
        // The account of a key may not be known before the load has ended. So the request may have joined a
        // load from before a change of the account that the request must see. And where fresh-for is shorter than
        // load-timeout, the load may have read the store longer ago than the request accepts.
        return joined(load)
                .thenCompose(found -> entries.isTooOld(found, now)
                        ? loadAgain(digest, bulkhead, now)
                        : CompletableFuture.completedFuture(found));
    }

    /**
     * Loads a key again for a request whose first load was too old. There is no third load: the second was created after
     * the request had joined the first, and so after all changes that the request must see, and reads the store after that.
     *
     * @param since when the time of the request began
     */
    private CompletableFuture<Lookup<P>> loadAgain(KeyDigest digest, LoadBulkhead<P> bulkhead, long since) {
        long now = ticker.getAsLong();
        InFlightLoad<P> mine = new InFlightLoad<>(digest, bulkhead, entries.changes.last());
        InFlightLoad<P> load = join(mine);
        // A copy, because requests that have more time share the result.
        CompletableFuture<Lookup<P>> result = (load == mine ? launched(mine, now) : joined(load)).copy();
        limitWait(result, timeoutNanos - (now - since), () -> result.complete(overloaded));
        return result;
    }

    private CompletableFuture<Lookup<P>> launched(InFlightLoad<P> mine, long now) {
        launch(mine, now);
        return result(mine);
    }

    private CompletableFuture<Lookup<P>> joined(InFlightLoad<P> load) {
        if (load.hasRunFor(timeoutNanos, ticker.getAsLong())) {
            // The store has had its time for this load: to wait as long again would tell the request no more.
            reader.noteOverdue(load);
            return CompletableFuture.completedFuture(reader.failed);
        }
        return result(load);
    }

    private CompletableFuture<Lookup<P>> result(InFlightLoad<P> load) {
        return load.result(result -> limitWait(result, timeoutNanos, () -> expire(load, result)));
    }

    /** Loads a known key again in the background, unless a load is under way or the bulkhead is full. */
    void refresh(KeyDigest digest, long now) {
        if (!reloads.failures.isRetryDue(now) || current.containsKey(digest) || !reloads.tryAcquire()) {
            return;
        }
        InFlightLoad<P> mine = new InFlightLoad<>(digest, reloads, entries.changes.last());
        if (reloads.failures.claimRetry(now) && join(mine) == mine) {
            start(mine);
        } else {
            start(reloads.release());
        }
    }

    /** Detaches the current load of a digest that has changed: no further request joins the load, and it is not cached. */
    void outdate(KeyDigest digest) {
        current.remove(digest);
    }

    /** The load that requests for this digest wait for: the current load, unless it began before the last change. */
    private InFlightLoad<P> join(InFlightLoad<P> mine) {
        return current.compute(
                mine.digest, (digest, other) -> other != null && !entries.isOvertaken(other) ? other : mine);
    }

    /** Starts a load, queues it, or ends it at once. */
    private void launch(InFlightLoad<P> load, long now) {
        try {
            // Another load may have ended after this request had read the entries and before it could join.
            Lookup<P> meanwhile = entries.fresh(load.digest, now);
            if (meanwhile != null) {
                end(load, meanwhile);
                return;
            }
            switch (load.bulkhead.admit(load, now)) {
                case ADMITTED -> start(load);
                case REFUSED -> end(load, overloaded);
                case QUEUED -> {}
            }
        } catch (RuntimeException | Error e) {
            // Other requests may have joined this load and would wait for its end.
            end(load, overloaded);
            throw e;
        }
    }

    /** Starts a load that has a permit. Where no thread takes it, its permit goes to the next in the queue, and so on. */
    private void start(@Nullable InFlightLoad<P> admitted) {
        InFlightLoad<P> load = admitted;
        while (load != null && !submit(load)) {
            InFlightLoad<P> refused = load;
            load = refused.bulkhead.end(refused);
            end(refused, overloaded);
        }
    }

    /** Whether a thread takes the load. */
    private boolean submit(InFlightLoad<P> load) {
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
        Lookup<P> found = reader.failed;
        try {
            found = reader.read(load, startedAt);
        } finally {
            // Before the result is published, so that a request which then loads the next key finds the permit free.
            InFlightLoad<P> next = load.bulkhead.end(load);
            try {
                publish(load, found, startedAt);
            } finally {
                start(next);
            }
        }
    }

    /** Caches what was found, unless a change was reported since the load began, and ends the load. */
    private void publish(InFlightLoad<P> load, Lookup<P> found, long startedAt) {
        try {
            // While the load cannot be replaced: a change that comes after this removes the entry again.
            current.computeIfPresent(load.digest, (digest, other) -> {
                if (other != load) {
                    return other;
                }
                if (found instanceof CacheEntry<P> entry) {
                    entries.keep(entry);
                } else if (found == entries.noSuchKey) {
                    entries.keepUnknown(digest, startedAt, load.sequence);
                }
                return null;
            });
        } finally {
            end(load, found);
        }
    }

    private void end(InFlightLoad<P> load, Lookup<P> found) {
        current.remove(load.digest, load);
        load.end(found);
    }

    /** Runs {@code expire} after a time, unless the result is completed before. */
    private void limitWait(CompletableFuture<Lookup<P>> result, long nanos, Runnable expire) {
        try {
            Future<?> timeout = timer.schedule(expire, nanos, TimeUnit.NANOSECONDS);
            var unused = result.whenComplete((found, failure) -> timeout.cancel(false));
        } catch (RejectedExecutionException | OutOfMemoryError noTimer) {
            // The loader is closed, or the timer has no thread: no request may wait without a limit.
            result.complete(overloaded);
        }
    }

    /** Completes a result whose time is up. */
    private void expire(InFlightLoad<P> load, CompletableFuture<Lookup<P>> result) {
        if (result.isDone()) {
            return;
        }
        if (load.bulkhead.leaveQueue(load)) {
            end(load, overloaded);
            return;
        }
        // A load that queued for more than half of the time says nothing of the store.
        boolean isOverdue = load.hasRunFor(timeoutNanos / 2, ticker.getAsLong());
        try {
            if (isOverdue) {
                reader.noteOverdue(load);
            }
        } finally {
            result.complete(isOverdue ? reader.failed : overloaded);
        }
    }

    /** Ends the threads and the wait of all requests. A load that reads the store goes on, and its result is dropped. */
    @Override
    public void close() {
        // First: a load that is started from now on is refused, and ended by the thread that starts it.
        loaders.shutdown();
        for (LoadBulkhead<P> bulkhead : List.of(reloads, firstLoads)) {
            bulkhead.close().forEach(load -> end(load, overloaded));
        }
        timer.shutdown();
    }
}
