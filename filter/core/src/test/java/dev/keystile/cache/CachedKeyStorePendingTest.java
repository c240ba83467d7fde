package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.async.Pending;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Look-ups that come later: nobody blocks who did not choose to, and nothing stays pending. */
class CachedKeyStorePendingTest extends CacheFixture {

    /** One load of each kind. */
    private static final CacheSettings NARROW = SETTINGS.withMaxConcurrentLoads(2);

    @Test
    void aLookUpDoesNotBlockThoughAllPermitsAreTaken() throws Exception {
        cache(NARROW);
        ScriptedStore.Gate gate = gate(TestKeys.digest(1));
        Pending<Lookup<String>> running = pending(TestKeys.digest(1));
        gate.awaitReached();

        Pending<Lookup<String>> queueing = pending(TestKeys.digest(2));

        assertThat(store.finds).hasValue(1);
        gate.open();
        assertUnknown(running.await());
        assertUnknown(queueing.await());
    }

    @Test
    void loadsGetTheirTurnInTheOrderOfTheirRequests() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        cache(
                NARROW,
                record -> {
                    order.add(record.id());
                    return record.id();
                },
                listener);
        List<ApiKey> keys = Stream.generate(this::stored).limit(20).toList();
        ScriptedStore.Gate gate = gate(keys.get(0));
        List<Pending<Lookup<String>>> lookups =
                keys.stream().map(key -> pending(key.digest())).toList();

        gate.open();
        lookups.forEach(Pending::await);

        assertThat(order).isEqualTo(keys.stream().map(ApiKey::id).toList());
    }

    @Test
    void aLoadThatQueuesForLoadTimeoutIsGivenUp() throws Exception {
        cache(NARROW);
        KeyDigest slow = TestKeys.digest(1);
        ScriptedStore.Gate gate = gate(slow);
        pending(slow);
        gate.awaitReached();
        Pending<Lookup<String>> queueing = pending(TestKeys.digest(2));
        Pending<Lookup<String>> joining = pending(TestKeys.digest(2));

        timer.expireAll();

        assertOverloaded(queueing.await());
        assertOverloaded(joining.await());
        gate.open();
        awaitLoads(1);
        assertUnknown(find(TestKeys.digest(3)));
        assertThat(store.finds).as("the second was not loaded").hasValue(2);
    }

    @Test
    void aLoadThatRunsForLoadTimeoutHasFailedAndStillFillsTheCache() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        Pending<Lookup<String>> running = pending(key.digest());
        gate.awaitReached();
        ticker.advance(PATIENT);

        timer.expireAll();

        assertFailed(running.await());
        assertThat(cache.health().available()).isFalse();
        assertThat(cache.find(key.digest())).as("known to be overdue").isEqualTo(new Lookup.Unavailable<String>(false));
        gate.open();
        awaitLoads(1);
        await().pollInterval(MOMENT).until(() -> cache.size() == 1);
        assertThat(cache.find(key.digest())).isInstanceOf(Lookup.Known.class);
        assertThat(store.finds).hasValue(1);
    }

    @Test
    void aLoadThatQueuedForMostOfTheTimeIsNoFailureAndIsWaitedForAgain() throws Exception {
        cache(NARROW);
        KeyDigest slow = TestKeys.digest(1);
        ApiKey key = stored();
        ScriptedStore.Gate first = gate(slow);
        ScriptedStore.Gate second = gate(key);
        pending(slow);
        Pending<Lookup<String>> queued = pending(key.digest());
        first.open();
        second.awaitReached();

        timer.expireAll();

        assertOverloaded(queued.await());
        assertThat(cache.health().available()).isTrue();
        Pending<Lookup<String>> later = pending(key.digest());
        assertThat(timer.open()).as("with a time limit of its own").isOne();
        second.open();
        assertKnown(later.await(), key);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void whenTheStoreFailsWhoeverHasAnOldEntryGetsItLater() throws Exception {
        ApiKey key = cached();
        store.failWith(new KeyStoreException("down"));
        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH);
        Pending<Lookup<String>> failing = pending(key.digest());
        assertThat(listener.stale).hasValue(0);

        gate.open();

        assertKnown(failing.await(), key);
        assertThat(listener.stale).hasValue(1);
    }

    @Test
    void whenTheStoreHangsWhoeverHasAnOldEntryGetsItAtLoadTimeout() throws Exception {
        ApiKey key = cached();
        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH);
        Pending<Lookup<String>> hanging = pending(key.digest());
        gate.awaitReached();
        ticker.advance(PATIENT);

        timer.expireAll();

        assertKnown(hanging.await(), key);
        assertThat(listener.stale).hasValue(1);
    }

    @Test
    void continuationsRunOnTheirExecutorAndNeverOnALoadersThread() throws Exception {
        cache(NARROW);
        ScriptedStore.Gate gate = gateForAll();
        ExecutorService application = Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));
        CompletionStage<String> own = threadOf(pending(TestKeys.digest(1)).on(application));
        CompletionStage<String> callers = threadOf(pending(TestKeys.digest(2)).on(Runnable::run));
        CompletionStage<String> queued = threadOf(pending(TestKeys.digest(3)).on(Runnable::run));

        gate.open();

        assertThat(get(own)).isEqualTo("application");
        assertThat(get(callers)).doesNotStartWith("keystile-");
        assertThat(get(queued)).doesNotStartWith("keystile-");
        application.shutdown();
    }

    @Test
    void aListenerHearsHowLongTheStoreTook() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        cache(SETTINGS, ApiKey::id, new CacheListener() {
            @Override
            public void loaded(long nanos) {
                heard.add("loaded in " + Duration.ofNanos(nanos));
            }

            @Override
            public void failed(long nanos) {
                heard.add("failed in " + Duration.ofNanos(nanos));
            }
        });
        takeSeconds(1, TestKeys.digest(1));
        store.failWith(new KeyStoreException("down"));
        takeSeconds(2, TestKeys.digest(2));
        store.failWith(new UnreadableRecordException("a record that is wrong", new IllegalStateException()));
        takeSeconds(3, TestKeys.digest(3));

        assertThat(heard).containsExactly("loaded in PT1S", "failed in PT2S", "failed in PT3S");
    }

    private void takeSeconds(int seconds, KeyDigest digest) throws Exception {
        ScriptedStore.Gate gate = gate(digest);
        Pending<Lookup<String>> lookup = pending(digest);
        gate.awaitReached();
        ticker.advance(Duration.ofSeconds(seconds));
        gate.open();
        lookup.await();
    }

    @Test
    void aTimeLimitThatIsNotNeededIsTakenBack() {
        ScriptedStore.Gate gate = gateForAll();
        List<Pending<Lookup<String>>> lookups = Stream.of(1, 2, 2)
                .map(number -> pending(TestKeys.digest(number)))
                .toList();
        assertThat(timer.open()).as("one for each load").isEqualTo(2);

        gate.open();
        lookups.forEach(Pending::await);

        await().pollInterval(MOMENT).until(() -> timer.open() == 0);
    }

    @Test
    void aRefreshInTheBackgroundHasNoTimeLimit() throws Exception {
        ApiKey key = cached();
        await().pollInterval(MOMENT).until(() -> timer.open() == 0);
        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH.minus(MOMENT));
        assertKnown(key);
        gate.awaitReached();
        assertThat(timer.open()).isZero();

        ticker.advance(MOMENT);
        Pending<Lookup<String>> joining = pending(key.digest());

        assertThat(timer.open()).as("but a request that joins the load").isOne();
        gate.open();
        assertKnown(joining.await(), key);
    }

    @Test
    void whatIsPendingWhenTheCacheIsClosedIsUnavailable() throws Exception {
        cache(NARROW);
        ApiKey slow = stored();
        ScriptedStore.Gate gate = gate(slow);
        Pending<Lookup<String>> running = pending(slow.digest());
        gate.awaitReached();
        Pending<Lookup<String>> queueing = pending(TestKeys.digest(2));
        store.changes.changed(slow.digest());
        Pending<Lookup<String>> afterAChange = pending(slow.digest());

        cache.close();

        assertOverloaded(running.await());
        assertOverloaded(queueing.await());
        assertOverloaded(afterAChange.await());
        assertThat(cache.find(slow.digest())).isEqualTo(new Lookup.Unavailable<String>(true));
        assertThat(timer.awaitTermination(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .as("no time limit is left")
                .isTrue();
        assertThat(cache.health().available()).as("the store is not blamed").isTrue();
        gate.open();
        awaitLoads(1);
        assertThat(store.finds).hasValue(1);
    }

    private static CompletionStage<String> threadOf(CompletionStage<?> stage) {
        return stage.thenApply(value -> Thread.currentThread().getName());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }
}
