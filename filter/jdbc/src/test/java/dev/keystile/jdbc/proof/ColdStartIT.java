package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node that has just started, and everybody comes at once. */
class ColdStartIT extends Cluster {

    private static final int KEYS = 2_500;
    private static final int CLIENTS = 500;
    private static final int SHARE = 4;

    /** A busy machine may take its time: here it counts that nobody is turned away, and that no key is looked up twice. */
    private static final CacheSettings PATIENT = new CacheSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            CacheSettings.DEFAULT.negativeFor(),
            CacheSettings.DEFAULT.maxKeys(),
            CacheSettings.DEFAULT.maxNegative(),
            TestTimeout.MAX,
            CacheSettings.DEFAULT.maxConcurrentLoads(),
            CacheSettings.DEFAULT.maxWaiting());

    @Test
    void everyKeyIsLoadedOnceAndNoneIsRefused() throws Exception {
        List<String> texts = keys.issue(KEYS);
        CountingStore store = new CountingStore(patientPool("keystile-proof", postgres.url()));
        nodes.add(Node.on(store, PATIENT));
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(CLIENTS);

        for (int client = 0; client < CLIENTS; client++) {
            int first = client / SHARE * SHARE * KEYS / CLIENTS;
            Thread thread = new Thread(
                    null,
                    () -> {
                        try {
                            start.await();
                            for (int i = 0; i < SHARE * KEYS / CLIENTS; i++) {
                                if (nodes.get(0).decide(texts.get(first + i)) != ObservedOutcome.GRANTED) {
                                    refused.incrementAndGet();
                                }
                            }
                        } catch (InterruptedException e) {
                            refused.incrementAndGet();
                        }
                        end.countDown();
                    },
                    "client",
                    256 * 1024);
            thread.setDaemon(true);
            thread.start();
        }
        start.countDown();
        eventually(() -> end.getCount() == 0);

        int failures = store.failures.get();
        assertThat(failures).as("queries that were not run in time").isLessThan(KEYS / 10);
        assertThat(refused).hasValueLessThanOrEqualTo(SHARE * failures);
        assertThat(store.loads)
                .hasSizeBetween(KEYS - failures, KEYS)
                .allSatisfy((digest, loads) -> assertThat(loads).hasValue(1));
    }

    /**
     * Counts how often each digest is looked up, apart from queries that a busy machine does not run within their timeout: such
     * a query fails for each client of the key.
     */
    private static final class CountingStore implements ApiKeyStore {

        private final ConcurrentMap<KeyDigest, AtomicInteger> loads = new ConcurrentHashMap<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final JdbcKeyStore store;

        private CountingStore(ConnectionPool pool) {
            store = new JdbcKeyStore(pool.dataSource()).closing(pool::close);
        }

        @Override
        public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
            try {
                ApiKey found = store.find(digest);
                loads.computeIfAbsent(digest, first -> new AtomicInteger()).incrementAndGet();
                return found;
            } catch (KeyStoreException e) {
                failures.incrementAndGet();
                throw e;
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
