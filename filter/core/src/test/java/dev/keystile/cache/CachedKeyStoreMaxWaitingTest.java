package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many requests wait at once: places are counted exactly, and none is lost. */
class CachedKeyStoreMaxWaitingTest extends CacheFixture {

    /** For requests with unknown keys, and as many for requests with known ones. */
    private static final int PLACES = 5;

    private static final CacheSettings FEW = SETTINGS.withMaxConcurrentLoads(2).withMaxWaiting(2 * PLACES);

    @Test
    void ofManyWhoComeAtOnceExactlyAsManyWaitAsMay() throws Exception {
        cache(FEW);
        gateForAll();
        int threads = 8;
        int requests = 25;
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Lookup<String>>>> found = new ArrayList<>();
        for (int client = 0; client < threads; client++) {
            int first = client * requests;
            Callable<List<Lookup<String>>> thread = () -> {
                List<Lookup<String>> lookups = new ArrayList<>();
                start.await();
                for (int i = 0; i < requests; i++) {
                    lookups.add(cache.find(TestKeys.digest(first + i)));
                }
                return lookups;
            };
            found.add(clients.submit(thread));
        }
        start.countDown();

        List<Lookup<String>> lookups = new ArrayList<>();
        for (Future<List<Lookup<String>>> client : found) {
            lookups.addAll(client.get(TestTimeout.SECONDS, TimeUnit.SECONDS));
        }
        clients.shutdown();
        assertThat(lookups)
                .filteredOn(lookup -> lookup instanceof Lookup.Loading)
                .hasSize(PLACES);
        assertThat(lookups)
                .filteredOn(lookup -> lookup.equals(new Lookup.Unavailable<String>(true)))
                .hasSize(threads * requests - PLACES);
        assertThat(listener.overloads).hasValue(threads * requests - PLACES);
        assertFull();
    }

    @Test
    void requestsForOneKeyCountEach() {
        cache(FEW);
        gateForAll();
        for (int i = 0; i < PLACES; i++) {
            pending(TestKeys.digest(1));
        }

        assertFull();
    }

    @Test
    void inventedKeysTakeNoPlaceOfKnownOnes() throws Exception {
        cache(FEW);
        ApiKey key = cached();
        ScriptedStore.Gate gate = gateForAll();
        ticker.advance(FRESH);
        fill(0);

        assertThat(cache.find(key.digest())).isInstanceOf(Lookup.Loading.class);

        gate.open();
        assertKnown(key);
    }

    @Test
    void aResultThatNobodyTakesFreesItsPlaceWhenTheStoreResponds() {
        cache(FEW);
        ScriptedStore.Gate gate = gateForAll();
        fill(0);
        assertFull();
        gate.open();
        awaitLoads(PLACES);

        gateForAll();
        AtomicInteger accepted = new AtomicInteger();
        await().pollInterval(MOMENT)
                .until(() -> cache.find(TestKeys.digest(PLACES + accepted.get())) instanceof Lookup.Loading
                        && accepted.incrementAndGet() == PLACES);
        assertFull();
    }

    @Test
    void aResultThatNobodyTakesFreesItsPlaceAtLoadTimeout() {
        cache(FEW);
        gateForAll();
        fill(0);
        assertFull();

        timer.expireAll();

        fill(PLACES);
        assertFull();
    }

    @Test
    void aRequestWithItsResultHasFreedItsPlace() {
        cache(FEW.withMaxWaiting(2));
        for (int i = 0; i < 1_000; i++) {
            assertUnknown(find(TestKeys.digest(i)));
        }
    }

    @Test
    void aLoadThatCannotStartFreesItsPlace() {
        cache(FEW);
        cache.close();
        for (int i = 0; i < 2 * PLACES; i++) {
            assertOverloaded(cache.find(TestKeys.digest(i)));
        }
        assertThat(listener.misses).hasValue(2 * PLACES);
        assertThat(timer.open()).isZero();
    }

    @Test
    void aLookUpThatFailsFreesItsPlace() {
        gateForAll();
        ManualTimer broken = new ManualTimer() {
            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                throw new IllegalStateException("a timer that fails on purpose");
            }
        };
        cache = new CachedKeyStore<>(store, FEW, ApiKey::id, listener, ticker, broken);
        for (int i = 0; i < 2 * PLACES; i++) {
            KeyDigest digest = TestKeys.digest(i);
            assertThatIllegalStateException().isThrownBy(() -> cache.find(digest));
        }
    }

    /** As many requests as may wait, for as many unknown keys. */
    private void fill(int first) {
        for (int i = 0; i < PLACES; i++) {
            pending(TestKeys.digest(first + i));
        }
    }

    private void assertFull() {
        assertOverloaded(cache.find(TestKeys.digest(1_000)));
    }
}
