package dev.keystile.benchmark;

import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.jdbc.proof.OwnPostgres;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.KeyStoreException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A look-up among a million keys of the accounts of {@link KeyLists}, by one thread, each time another key. */
final class LargeTable {

    private static final int KEYS = 1_000_000;
    private static final int WARM_UP = 5_000;
    private static final int LOOK_UPS = 20_000;

    private static final String FILL = """
            ALTER TABLE keystile_key DISABLE TRIGGER USER;
            INSERT INTO keystile_key (id, project_id, type, digest, last_four)
            SELECT 'key_' || i, 'project_' || (i %% 100000 + 1) || '_demo', 'secret', sha256(('key ' || i)::bytea), '0000'
            FROM generate_series(0, %d) AS i;
            ALTER TABLE keystile_key ENABLE TRIGGER USER
            """;

    private LargeTable() {}

    static void print(OwnPostgres postgres) throws Exception {
        postgres.execute(FILL.formatted(KEYS - 1));
        postgres.execute("VACUUM ANALYZE keystile_key");
        SplittableRandom random = new SplittableRandom(1);
        Times times = new Times(LOOK_UPS);
        try (ConnectionPool pool = ConnectionPool.open("keystile", postgres.url(), null, null, 8)) {
            JdbcKeyStore store = new JdbcKeyStore(pool.dataSource());
            for (int i = 0; i < WARM_UP; i++) {
                find(store, random.nextInt(KEYS));
            }
            for (int i = 0; i < LOOK_UPS; i++) {
                times.add(find(store, random.nextInt(KEYS)));
            }
        }
        System.out.println("| look-up among 1,000,000 keys |" + times.cells());
    }

    private static long find(JdbcKeyStore store, int number) throws KeyStoreException {
        byte[] text = ("key " + number).getBytes(StandardCharsets.US_ASCII);
        KeyDigest digest = KeyDigest.ofBytes(SampleKeys.sha256().digest(text));
        long began = System.nanoTime();
        if (store.find(digest) == null) {
            throw new IllegalStateException("key " + number + " is missing");
        }
        return System.nanoTime() - began;
    }
}
