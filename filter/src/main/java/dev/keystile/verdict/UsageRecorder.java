package dev.keystile.verdict;

import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a store when keys were last used: in the background, at most every 30 seconds for each key, and of the rest
 * when it is closed. It is lossy by design: what the store cannot take at the time is dropped.
 */
public final class UsageRecorder implements VerdictListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageRecorder.class);

    private static final long ROUND_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_KEYS = 100_000;

    private final ApiKeyStore store;
    private final InstantSource clock;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "keystile-key-usage");
    private boolean failing;

    private static final class Use {
        private volatile long usedAt;
        private long toldUse;
        private long toldAt;
    }

    UsageRecorder(ApiKeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A recorder with a thread of its own, until it is closed. */
    public static UsageRecorder start(ApiKeyStore store, InstantSource clock) {
        UsageRecorder recorder = new UsageRecorder(store, clock);
        recorder.thread.setDaemon(true);
        recorder.thread.setContextClassLoader(null);
        recorder.thread.start();
        return recorder;
    }

    @Override
    public void decided(Verdict verdict, String route, String requestId) {
        if (verdict instanceof Verdict.Granted granted) {
            String id = granted.identity().keyId();
            Use use = uses.get(id);
            if (use == null && uses.size() < MOST_KEYS) {
                use = uses.computeIfAbsent(id, first -> new Use());
            }
            if (use != null) {
                use.usedAt = clock.millis();
            }
        }
    }

    private void run() {
        try {
            while (!closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                tell();
            }
            tell(0);
        } catch (InterruptedException e) {
            LOG.warn("The use of keys is not recorded any more: the thread was interrupted.");
        }
    }

    /** Tells of the keys that were used since they were last told of, if that is long enough ago. */
    void tell() {
        tell(PAUSE_MILLIS);
    }

    private void tell(long pauseMillis) {
        long now = clock.millis();
        Map<String, Instant> due = new HashMap<>();
        uses.forEach((id, use) -> {
            // A clock that was set back is no reason to wait until it is there again.
            boolean rested = Math.abs(now - use.toldAt) >= pauseMillis;
            long usedAt = use.usedAt;
            if (rested && usedAt != use.toldUse) {
                use.toldAt = now;
                use.toldUse = usedAt;
                due.put(id, Instant.ofEpochMilli(usedAt));
            } else if (rested) {
                uses.remove(id);
            }
        });
        if (!due.isEmpty()) {
            record(due);
        }
    }

    private void record(Map<String, Instant> due) {
        try {
            store.recordUse(due);
            failing = false;
        } catch (KeyStoreException | RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("The last use of {} keys is not recorded: {}", due.size(), e.getMessage());
            }
        }
    }

    /** Tells of the keys that were used since they were last told of, and waits for that, but not for long. */
    @Override
    public void close() {
        close(PATIENCE);
    }

    void close(Duration patience) {
        closed.countDown();
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
