package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store: once per digest at a time, in a bulkhead for known keys and one for others, on threads of its own. */
final class KeyLoader<P> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyLoader.class);

    final LoadBulkhead firstLoads;
    final LoadBulkhead reloads;

    final Lookup<P> noSuchKey = new Lookup.Unknown<>();
    final Lookup<P> failed = new Lookup.Unavailable<>(false);
    final Lookup<P> overloaded = new Lookup.Unavailable<>(true);

    private final ApiKeyStore store;
    private final Function<KeyRecord, P> principals;
    private final CacheListener listener;
    private final LongSupplier ticker;
    private final Answers<P> answers;
    private final long freshNanos;
    private final long timeoutNanos;
    private final ConcurrentMap<KeyDigest, InFlightLoad<P>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService loaders;

    /** What was loaded in an earlier epoch is not fresh, whatever its age. */
    private final AtomicInteger epoch = new AtomicInteger();

    private volatile @Nullable Long answeredAt;

    /** Where answers are kept. */
    interface Answers<P> {
        /** An answer that is fresh; null if there is none. */
        @Nullable
        Lookup<P> fresh(KeyDigest digest, long now);

        /** The key is known. */
        void keep(CacheEntry<P> entry);

        /** There is no such key. */
        void keepUnknown(KeyDigest digest, long startedAt, int epoch);
    }

    KeyLoader(
            ApiKeyStore store,
            CacheSettings settings,
            Function<KeyRecord, P> principals,
            CacheListener listener,
            LongSupplier ticker,
            Answers<P> answers) {
        this.store = store;
        this.principals = principals;
        this.listener = listener;
        this.ticker = ticker;
        this.answers = answers;
        freshNanos = settings.freshFor().toNanos();
        timeoutNanos = settings.loadTimeout().toNanos();
        int forReloads = settings.maxConcurrentLoads() / 2;
        reloads = new LoadBulkhead(forReloads, freshNanos, timeoutNanos);
        firstLoads = new LoadBulkhead(settings.maxConcurrentLoads() - forReloads, freshNanos, timeoutNanos);
        loaders = LoaderThreads.create(settings.maxConcurrentLoads());
    }

    int epoch() {
        return epoch.get();
    }

    /** When the store last answered, in ticks; null if it never has. */
    @Nullable
    Long answeredAt() {
        return answeredAt;
    }

    /** Waits for an answer, that of a load under way or of a new one, at most {@code load-timeout}. */
    Lookup<P> load(KeyDigest digest, LoadBulkhead bulkhead, long now) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        InFlightLoad<P> mine = new InFlightLoad<>(digest, bulkhead, epoch.get());
        InFlightLoad<P> load = join(mine);
        if (load == mine) {
            // A load may have ended after this request had looked and before it could join.
            Lookup<P> meanwhile = answers.fresh(digest, now);
            if (meanwhile != null) {
                settle(mine, meanwhile);
                return meanwhile;
            }
            if (!admit(mine, now)) {
                return overloaded;
            }
            start(mine);
        } else if (load.hasRunFor(timeoutNanos, ticker.getAsLong())) {
            return overdue(load);
        }
        try {
            return load.answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // A load that had to queue for most of the time says nothing of the store.
            return load.hasRunFor(timeoutNanos / 2, ticker.getAsLong()) ? overdue(load) : overloaded;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a load always ends with an answer", e);
        }
    }

    /** Loads a known key again in the background, unless that is under way or the bulkhead is full. */
    void refresh(KeyDigest digest, long now) {
        if (!reloads.isRetryDue(now) || underWay.containsKey(digest) || !reloads.tryAcquire()) {
            return;
        }
        InFlightLoad<P> mine = new InFlightLoad<>(digest, reloads, epoch.get());
        if (!reloads.claimRetry(now) || join(mine) != mine) {
            reloads.release();
            return;
        }
        start(mine);
    }

    /** What is under way for this digest brings an old answer, which nobody joins and nobody keeps. */
    void outdate(KeyDigest digest) {
        underWay.remove(digest);
    }

    /** Everything that is under way or was loaded is old. */
    void outdateAll() {
        epoch.incrementAndGet();
    }

    /** The load that answers for this digest: one under way, unless it began before the last change. */
    private InFlightLoad<P> join(InFlightLoad<P> mine) {
        return underWay.compute(
                mine.digest, (digest, current) -> current != null && current.epoch - mine.epoch >= 0 ? current : mine);
    }

    /** Waits for a permit. Without one the load is over, for those who joined it too. */
    private boolean admit(InFlightLoad<P> load, long now) throws InterruptedException {
        boolean admitted = false;
        try {
            admitted = load.bulkhead.tryAcquire(timeoutNanos, now);
            return admitted;
        } finally {
            if (!admitted) {
                settle(load, overloaded);
            }
        }
    }

    private void start(InFlightLoad<P> load) {
        load.bulkhead.begin(load, ticker.getAsLong());
        try {
            loaders.execute(() -> run(load));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            load.bulkhead.end(load);
            settle(load, overloaded);
        }
    }

    private void run(InFlightLoad<P> load) {
        long startedAt = ticker.getAsLong();
        Lookup<P> answer = failed;
        try {
            answer = ask(load, startedAt);
        } finally {
            load.bulkhead.end(load);
            publish(load, answer, startedAt);
        }
    }

    private Lookup<P> ask(InFlightLoad<P> load, long startedAt) {
        long begin = System.nanoTime();
        try {
            KeyRecord record = store.find(load.digest);
            Lookup<P> answer = record == null ? noSuchKey : entry(record, load, startedAt);
            load.bulkhead.succeeded();
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

    /** Keeps an answer, unless a change was reported since the load began. */
    private void publish(InFlightLoad<P> load, Lookup<P> answer, long startedAt) {
        try {
            underWay.computeIfPresent(load.digest, (digest, current) -> {
                if (current != load) {
                    return current;
                }
                if (answer instanceof CacheEntry<P> entry) {
                    answers.keep(entry);
                } else if (answer == noSuchKey) {
                    answers.keepUnknown(digest, startedAt, load.epoch);
                }
                return null;
            });
        } finally {
            settle(load, answer);
        }
    }

    private void settle(InFlightLoad<P> load, Lookup<P> answer) {
        underWay.remove(load.digest, load);
        load.answer.complete(answer);
    }

    private Lookup<P> overdue(InFlightLoad<P> load) {
        noteFailure(load, "it did not answer in time", null);
        return failed;
    }

    private void noteFailure(InFlightLoad<P> load, String what, @Nullable Throwable cause) {
        if (load.noteFailure() && load.bulkhead.failed(ticker.getAsLong())) {
            LOG.warn("The key store does not answer: {}. Known keys pass for stale-for, others get 503.", what, cause);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        loaders.shutdown();
    }
}
