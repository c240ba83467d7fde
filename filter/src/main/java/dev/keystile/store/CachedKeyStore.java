package dev.keystile.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import java.time.Duration;
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

/**
 * A store behind a cache: answers what it knows without waiting, asks the store once per digest at a
 * time, and holds on to what it knows while the store fails.
 *
 * @param <P> what is made of a record once per load, such as an identity
 */
public final class CachedKeyStore<P> implements KeyChanges, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CachedKeyStore.class);

    private final ApiKeyStore store;
    private final Function<KeyRecord, P> principals;
    private final CacheListener listener;
    private final LongSupplier ticker;

    private final long freshNanos;
    private final long staleNanos;
    private final long negativeNanos;
    private final long timeoutNanos;

    private final Cache<KeyDigest, CacheEntry<P>> known;
    private final Cache<KeyDigest, Miss> unknown;
    private final ConcurrentMap<KeyDigest, Load<P>> underWay = new ConcurrentHashMap<>();
    private final LoadLane firstLoads;
    private final LoadLane reloads;
    private final ExecutorService loaders;

    private final Lookup<P> noSuchKey = new Lookup.Unknown<>();
    private final Lookup<P> failed = new Lookup.Unavailable<>(false);
    private final Lookup<P> overloaded = new Lookup.Unavailable<>(true);

    /** What was loaded in an earlier epoch is not fresh, whatever its age. */
    private final AtomicInteger epoch = new AtomicInteger();

    private volatile @Nullable Long answeredAt;

    private record Miss(long startedAt, int epoch) {}

    /** A cache in front of {@code store}, which it subscribes to and closes. */
    public CachedKeyStore(
            ApiKeyStore store, CacheSettings settings, Function<KeyRecord, P> principals, CacheListener listener) {
        this(store, settings, principals, listener, System::nanoTime);
    }

    CachedKeyStore(
            ApiKeyStore store,
            CacheSettings settings,
            Function<KeyRecord, P> principals,
            CacheListener listener,
            LongSupplier ticker) {
        this.store = store;
        this.principals = principals;
        this.listener = GuardedCacheListener.of(listener);
        this.ticker = ticker;
        freshNanos = settings.freshFor().toNanos();
        staleNanos = settings.staleFor().toNanos();
        negativeNanos = settings.negativeFor().toNanos();
        timeoutNanos = settings.loadTimeout().toNanos();
        known = Caffeine.newBuilder()
                .maximumSize(settings.maxKeys())
                .executor(Runnable::run)
                .build();
        unknown = Caffeine.newBuilder()
                .maximumSize(settings.maxNegative())
                .executor(Runnable::run)
                .build();
        int forReloads = settings.maxConcurrentLoads() / 2;
        reloads = new LoadLane(forReloads, freshNanos, timeoutNanos);
        firstLoads = new LoadLane(settings.maxConcurrentLoads() - forReloads, freshNanos, timeoutNanos);
        loaders = LoaderThreads.create(settings.maxConcurrentLoads());
        store.subscribe(this);
    }

    /** Asks for a key. Waits for the store at most {@code load-timeout}, and not at all for what is fresh. */
    public Lookup<P> find(KeyDigest digest) {
        long now = ticker.getAsLong();
        CacheEntry<P> entry = known.getIfPresent(digest);
        if (entry != null) {
            return findKnown(digest, entry, now);
        }
        if (isUnknown(digest, now)) {
            listener.hit();
            return noSuchKey;
        }
        return await(digest, firstLoads, null, now);
    }

    private Lookup<P> findKnown(KeyDigest digest, CacheEntry<P> entry, long now) {
        if (isFresh(entry, now)) {
            if (now - entry.refreshAt() >= 0) {
                refresh(digest, now);
            }
            listener.hit();
            return entry;
        }
        if (now - entry.startedAt() >= staleNanos) {
            return await(digest, reloads, null, now);
        }
        if (reloads.isKnownToFail(now)) {
            refresh(digest, now);
            listener.stale();
            return entry;
        }
        return await(digest, reloads, entry, now);
    }

    private boolean isFresh(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < freshNanos && entry.epoch() == epoch.get();
    }

    private boolean isUnknown(KeyDigest digest, long now) {
        Miss miss = unknown.getIfPresent(digest);
        return miss != null && miss.epoch == epoch.get() && now - miss.startedAt < negativeNanos;
    }

    private Lookup<P> await(KeyDigest digest, LoadLane lane, @Nullable CacheEntry<P> old, long now) {
        listener.miss();
        if (!lane.enter(now)) {
            listener.overloaded();
            return overloaded;
        }
        try {
            Lookup<P> answer = load(digest, lane, now);
            long then = ticker.getAsLong();
            boolean storeFails = answer == failed || (answer == overloaded && lane.isStuck(then));
            if (storeFails && old != null && then - old.startedAt() < staleNanos) {
                listener.stale();
                return old;
            }
            if (answer == overloaded) {
                listener.overloaded();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return overloaded;
        } finally {
            lane.leave();
        }
    }

    private Lookup<P> load(KeyDigest digest, LoadLane lane, long now) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        Load<P> mine = new Load<>(digest, lane, epoch.get());
        Load<P> load = join(mine);
        if (load == mine) {
            Lookup<P> meanwhile = loadedMeanwhile(digest, now);
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

    /** What a load brought that ended after this request had looked and before it could join. */
    private @Nullable Lookup<P> loadedMeanwhile(KeyDigest digest, long now) {
        CacheEntry<P> entry = known.getIfPresent(digest);
        if (entry != null) {
            return isFresh(entry, now) ? entry : null;
        }
        return isUnknown(digest, now) ? noSuchKey : null;
    }

    /** Waits for a permit. Without one the load is over, for those who joined it too. */
    private boolean admit(Load<P> load, long now) throws InterruptedException {
        boolean admitted = false;
        try {
            admitted = load.lane.tryAcquire(timeoutNanos, now);
            return admitted;
        } finally {
            if (!admitted) {
                settle(load, overloaded);
            }
        }
    }

    /** Loads a known key again in the background, unless that is under way or the lane is full. */
    private void refresh(KeyDigest digest, long now) {
        if (!reloads.isRetryDue(now) || underWay.containsKey(digest) || !reloads.tryAcquire()) {
            return;
        }
        Load<P> mine = new Load<>(digest, reloads, epoch.get());
        if (!reloads.claimRetry(now) || join(mine) != mine) {
            reloads.release();
            return;
        }
        start(mine);
    }

    /** The load that answers for this digest: one under way, unless it began before the last change. */
    private Load<P> join(Load<P> mine) {
        return underWay.compute(
                mine.digest, (digest, current) -> current != null && current.epoch - mine.epoch >= 0 ? current : mine);
    }

    private void start(Load<P> load) {
        load.lane.begin(load, ticker.getAsLong());
        try {
            loaders.execute(() -> run(load));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            load.lane.end(load);
            settle(load, overloaded);
        }
    }

    private void run(Load<P> load) {
        long startedAt = ticker.getAsLong();
        Lookup<P> answer = failed;
        try {
            answer = ask(load, startedAt);
        } finally {
            load.lane.end(load);
            publish(load, answer, startedAt);
        }
    }

    private Lookup<P> ask(Load<P> load, long startedAt) {
        long begin = System.nanoTime();
        try {
            KeyRecord record = store.find(load.digest);
            Lookup<P> answer = record == null ? noSuchKey : entry(record, load, startedAt);
            load.lane.succeeded();
            answeredAt = ticker.getAsLong();
            listener.loaded(System.nanoTime() - begin);
            return answer;
        } catch (Throwable e) {
            noteFailure(load, "it failed", e);
            listener.failed(System.nanoTime() - begin);
            return failed;
        }
    }

    private CacheEntry<P> entry(KeyRecord record, Load<P> load, long startedAt) throws KeyStoreException {
        if (!record.digest().equals(load.digest)) {
            throw new KeyStoreException("the store answered with the record of another key, " + record.id());
        }
        double portion = 0.7 + 0.2 * ThreadLocalRandom.current().nextDouble();
        long refreshAt = startedAt + (long) (freshNanos * portion);
        return new CacheEntry<>(record, principals.apply(record), startedAt, refreshAt, load.epoch);
    }

    /** Puts an answer into the cache, unless a change was reported since the load began. */
    private void publish(Load<P> load, Lookup<P> answer, long startedAt) {
        try {
            underWay.computeIfPresent(load.digest, (digest, current) -> {
                if (current != load) {
                    return current;
                }
                if (answer instanceof CacheEntry<P> entry) {
                    known.put(entry.record().digest(), entry);
                    unknown.invalidate(digest);
                } else if (answer == noSuchKey) {
                    known.invalidate(digest);
                    unknown.put(digest, new Miss(startedAt, load.epoch));
                }
                return null;
            });
        } finally {
            settle(load, answer);
        }
    }

    private void settle(Load<P> load, Lookup<P> answer) {
        underWay.remove(load.digest, load);
        load.answer.complete(answer);
    }

    private Lookup<P> overdue(Load<P> load) {
        noteFailure(load, "it did not answer in time", null);
        return failed;
    }

    private void noteFailure(Load<P> load, String what, @Nullable Throwable cause) {
        if (load.noteFailure() && load.lane.failed(ticker.getAsLong())) {
            log.warn("The key store does not answer: {}. Known keys pass for stale-for, others get 503.", what, cause);
        }
    }

    @Override
    public void changed(KeyDigest digest) {
        underWay.remove(digest);
        known.invalidate(digest);
        unknown.invalidate(digest);
    }

    @Override
    public void anythingChanged() {
        epoch.incrementAndGet();
    }

    /** Whether the store answers, and how long ago it last did. */
    public StoreHealth health() {
        Long last = answeredAt;
        return new StoreHealth(
                !reloads.isFailing() && !firstLoads.isFailing(),
                last == null ? null : Duration.ofNanos(ticker.getAsLong() - last),
                store.feed(),
                store.problem());
    }

    /** How many known keys are held, more or less. */
    public long size() {
        return known.estimatedSize();
    }

    /** How many unknown digests are held, more or less. */
    public long negativeSize() {
        return unknown.estimatedSize();
    }

    /** Ends the loading threads and closes the store. */
    @Override
    public void close() {
        loaders.shutdown();
        store.close();
    }
}
