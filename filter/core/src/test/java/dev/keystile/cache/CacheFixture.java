package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.async.Pending;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** A cache over a scripted store, with time that the test moves. */
abstract class CacheFixture {

    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration STALE = Duration.ofMinutes(10);
    static final Duration NEGATIVE = Duration.ofSeconds(5);
    static final Duration MOMENT = Duration.ofMillis(1);

    /** How long loads may take; passes for the store where a test moves the ticker, for requests where it moves the timer. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    static final CacheSettings SETTINGS = CacheSettings.DEFAULT.withLoadTimeout(PATIENT);

    final ScriptedStore store = new ScriptedStore();
    final FakeTicker ticker = new FakeTicker();
    final CountingListener listener = new CountingListener();
    ManualTimer timer;
    CachedKeyStore<String> cache = cache(SETTINGS);

    private final List<ScriptedStore.Gate> gates = new ArrayList<>();

    @AfterEach
    void close() {
        gates.forEach(ScriptedStore.Gate::open);
        cache.close();
    }

    final CachedKeyStore<String> cache(CacheSettings settings) {
        return cache(settings, ApiKey::id, listener);
    }

    final CachedKeyStore<String> cache(
            CacheSettings settings, Function<ApiKey, String> principals, CacheListener heard) {
        timer = new ManualTimer();
        cache = new CachedKeyStore<>(store, settings, principals, heard, ticker, timer);
        return cache;
    }

    final ScriptedStore.Gate gate(ApiKey record) {
        return gate(record.digest());
    }

    final ScriptedStore.Gate gate(KeyDigest digest) {
        ScriptedStore.Gate gate = store.gate(digest);
        gates.add(gate);
        return gate;
    }

    final ScriptedStore.Gate gateForAll() {
        ScriptedStore.Gate gate = store.gateForAll();
        gates.add(gate);
        return gate;
    }

    /** Has the store hang with a look-up of this digest until its time is up; one request waits. */
    final Hung hang(KeyDigest digest) throws InterruptedException {
        ScriptedStore.Gate gate = gate(digest);
        LookupThread lookup = startLookup(cache, digest);
        gate.awaitReached();
        ticker.advance(PATIENT);
        return new Hung(gate, lookup);
    }

    /** A key that the store has. */
    final ApiKey stored() {
        ApiKey record = TestKeys.newRecord();
        store.put(record);
        return record;
    }

    /** A key that the store has and the cache has just loaded. */
    final ApiKey cached() {
        ApiKey record = stored();
        assertKnown(record);
        return record;
    }

    /** Looks a key up and waits. */
    final Lookup<String> find(KeyDigest digest) {
        return cache.find(digest).await();
    }

    final Lookup<String> find(ApiKey record) {
        return find(record.digest());
    }

    /** Looks a key up that has to be loaded, and does not wait. */
    final Pending<Lookup<String>> pending(KeyDigest digest) {
        return ((Lookup.Loading<String>) cache.find(digest)).result();
    }

    final void assertKnown(ApiKey record) {
        assertKnown(find(record), record);
    }

    static void assertKnown(Lookup<String> lookup, ApiKey record) {
        assertThat(lookup).isInstanceOfSatisfying(Lookup.Known.class, known -> {
            assertThat(known.record()).isEqualTo(record);
            assertThat(known.principal()).isEqualTo(record.id());
        });
    }

    static void assertUnknown(Lookup<String> lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Unknown.class);
    }

    static void assertFailed(Lookup<String> lookup) {
        assertThat(lookup).isEqualTo(new Lookup.Unavailable<String>(false));
    }

    static void assertOverloaded(Lookup<String> lookup) {
        assertThat(lookup).isEqualTo(new Lookup.Unavailable<String>(true));
    }

    final void awaitFinds(int count) {
        await().pollInterval(MOMENT).until(() -> store.finds.get() == count);
    }

    /** Until so many loads have ended, well or not. */
    final void awaitLoads(int finished) {
        await().pollInterval(MOMENT).until(() -> listener.loads.get() + listener.failures.get() == finished);
    }

    /** Looks a key up on a thread of its own, which waits for the store when this returns. */
    static LookupThread startLookup(CachedKeyStore<String> cache, KeyDigest digest) {
        CompletableFuture<Lookup<String>> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(cache.find(digest).await()));
        thread.setDaemon(true);
        thread.start();
        await().pollInterval(MOMENT).until(() -> result.isDone() || isWaiting(thread));
        return new LookupThread(thread, result);
    }

    /** And for nothing else that a thread may wait for. */
    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(Pending.class.getPackageName()));
    }

    final LookupThread startLookup(ApiKey record) {
        return startLookup(cache, record.digest());
    }

    record Hung(ScriptedStore.Gate gate, LookupThread lookup) {}

    record LookupThread(Thread thread, CompletableFuture<Lookup<String>> future) {

        Lookup<String> result() throws Exception {
            return future.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        }
    }
}
