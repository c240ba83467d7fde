package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.async.Pending;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests, changes and time limits that meet in any order: no permit and no place is lost, and nobody waits for ever. */
class CachedKeyStoreRaceTest extends CacheFixture {

    private static final int PERMITS = 2;
    private static final int PLACES = 6;
    private static final int DIGESTS = 12;
    private static final int CLIENTS = 3;
    private static final int REQUESTS = 3_000;

    @Test
    void whateverMeetsEveryPermitAndEveryPlaceIsFreeAfterwards() throws Exception {
        cache(SETTINGS.withMaxConcurrentLoads(2 * PERMITS).withMaxWaiting(2 * PLACES));
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        Future<?> disturbing = threads.submit(() -> disturb(stop, new Random(0)));
        List<Future<List<Pending<Lookup<String>>>>> clients = new ArrayList<>();
        for (int client = 1; client <= CLIENTS; client++) {
            Random random = new Random(client);
            clients.add(threads.submit(() -> request(random)));
        }

        for (Future<List<Pending<Lookup<String>>>> client : clients) {
            for (Pending<Lookup<String>> untaken : client.get(TestTimeout.SECONDS, TimeUnit.SECONDS)) {
                assertThat(untaken.await()).isNotInstanceOf(Lookup.Loading.class);
            }
        }
        stop.set(true);
        disturbing.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        threads.shutdown();

        await().pollInterval(MOMENT).until(() -> store.running.get() == 0 && timer.open() == 0);
        gateForAll();
        AtomicInteger accepted = new AtomicInteger();
        await().pollInterval(MOMENT)
                .until(() -> cache.find(TestKeys.digest(DIGESTS + accepted.get())) instanceof Lookup.Loading
                        && accepted.incrementAndGet() == PLACES);
        assertOverloaded(cache.find(TestKeys.digest(1_000)));
        await().pollInterval(MOMENT).until(() -> store.running.get() == PERMITS);
    }

    /** Some of the results are taken at once; returns the others. */
    private List<Pending<Lookup<String>>> request(Random random) {
        List<Pending<Lookup<String>>> untaken = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            if (cache.find(anyDigest(random)) instanceof Lookup.Loading<String> pending) {
                if (random.nextBoolean()) {
                    pending.await();
                } else {
                    untaken.add(pending.result());
                }
            }
        }
        return untaken;
    }

    private void disturb(AtomicBoolean stop, Random random) {
        while (!stop.get()) {
            timer.expireAll();
            store.changes.changed(anyDigest(random));
            if (random.nextInt(4) == 0) {
                store.changes.anythingChanged();
            }
        }
    }

    private static KeyDigest anyDigest(Random random) {
        return TestKeys.digest(random.nextInt(DIGESTS));
    }
}
