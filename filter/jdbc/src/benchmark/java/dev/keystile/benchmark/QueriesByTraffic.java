package dev.keystile.benchmark;

import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.jdbc.proof.Keys;
import dev.keystile.jdbc.proof.Node;
import dev.keystile.jdbc.proof.OwnPostgres;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How often one node reads the store, at 1, 10 and 100 times the traffic of the same keys. */
final class QueriesByTraffic {

    private static final int KEYS = 500;
    private static final int REQUESTS_PER_SECOND = 5_000;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(4);
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(10);

    private QueriesByTraffic() {}

    static void print(OwnPostgres postgres) throws Exception {
        List<String> texts = Keys.in(postgres).issue(KEYS);
        for (int times : new int[] {1, 10, 100}) {
            CountingStore store = new CountingStore(ConnectionPool.open("keystile", postgres.url(), null, null, 8));
            try (Node node = Node.on(store, CacheSettings.DEFAULT.withFreshFor(FRESH))) {
                send(node, texts, times * REQUESTS_PER_SECOND, WARM_UP);
                long before = store.finds.sum();
                long sent = send(node, texts, times * REQUESTS_PER_SECOND, MEASURED);
                System.out.printf(
                        Locale.ROOT,
                        "| %d times | %,d | %d |%n",
                        times,
                        TimeUnit.SECONDS.toNanos(sent) / MEASURED,
                        TimeUnit.SECONDS.toNanos(store.finds.sum() - before) / MEASURED);
            }
        }
    }

    /** As many requests as are due at each time, one key after the other. */
    private static long send(Node node, List<String> texts, int perSecond, long nanos) {
        long began = System.nanoTime();
        long sent = 0;
        for (long passed = 0; passed < nanos; passed = System.nanoTime() - began) {
            for (long due = passed * perSecond / TimeUnit.SECONDS.toNanos(1); sent < due; sent++) {
                node.decide(texts.get((int) (sent % texts.size())));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return sent;
    }

    private static final class CountingStore implements ApiKeyStore {

        private final LongAdder finds = new LongAdder();
        private final JdbcKeyStore store;

        private CountingStore(ConnectionPool pool) {
            store = new JdbcKeyStore(pool.dataSource()).closing(pool::close);
        }

        @Override
        public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
            finds.increment();
            return store.find(digest);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
