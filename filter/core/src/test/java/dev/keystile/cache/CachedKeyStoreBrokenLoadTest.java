package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keystile.async.Pending;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Loads that break off, as in a virtual machine without memory: no request is left waiting, and no permit is lost. */
class CachedKeyStoreBrokenLoadTest extends CacheFixture {

    /** One load of each kind. */
    private static final CacheSettings NARROW = SETTINGS.withMaxConcurrentLoads(2);

    private static final Error BROKEN = new OutOfMemoryError("for the test");

    private CachedKeyStore<String> cache(LongSupplier clock, ManualTimer ownTimer) {
        timer = ownTimer;
        cache = new CachedKeyStore<>(store, NARROW, ApiKey::id, listener, clock, ownTimer);
        return cache;
    }

    @Test
    void aLoadThatBreaksOffHasFailedAndTheNextBegins() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        cache(
                () -> {
                    if (failures.get() > 0 && Thread.currentThread().getName().startsWith("keystile-load-")) {
                        failures.decrementAndGet();
                        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
                        throw BROKEN;
                    }
                    return ticker.getAsLong();
                },
                new ManualTimer());
        KeyDigest digest = TestKeys.digest(1);
        ApiKey next = stored();
        ScriptedStore.Gate gate = gate(digest);
        Pending<Lookup<String>> broken = pending(digest);
        Pending<Lookup<String>> queueing = pending(next.digest());
        gate.awaitReached();

        // Where the response is noted, and where the failure is.
        failures.set(2);
        gate.open();

        assertFailed(broken.await());
        assertKnown(queueing.await(), next);
        await().pollInterval(MOMENT).until(() -> uncaught.contains(BROKEN));
        assertUnknown(find(TestKeys.digest(2)));
    }

    @Test
    void whoHasJoinedALoadThatCannotStartIsTurnedAway() {
        KeyDigest digest = TestKeys.digest(1);
        List<Lookup<String>> joined = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        cache(
                () -> {
                    // The request begins, the load starts; in between another request joins the load.
                    if (looks.incrementAndGet() == 2) {
                        joined.add(cache.find(digest));
                        throw BROKEN;
                    }
                    return ticker.getAsLong();
                },
                new ManualTimer());

        assertThatThrownBy(() -> cache.find(digest)).isSameAs(BROKEN);

        assertThat(joined).singleElement().isInstanceOf(Lookup.Loading.class);
        assertOverloaded(joined.get(0).await());
        assertThat(timer.open()).isZero();
    }

    @Test
    void whoComesWhileTheCacheIsBeingClosedIsTurnedAwayAtOnce() {
        List<Lookup<String>> found = new ArrayList<>();
        cache(ticker, new ManualTimer() {
            @Override
            public void shutdown() {
                for (int i = 0; i <= NARROW.maxConcurrentLoads(); i++) {
                    found.add(cache.find(TestKeys.digest(i)));
                }
                super.shutdown();
            }
        });

        cache.close();

        assertThat(found).hasSize(3).allSatisfy(CacheFixture::assertOverloaded);
    }
}
