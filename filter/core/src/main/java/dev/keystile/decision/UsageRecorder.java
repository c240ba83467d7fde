package dev.keystile.decision;

import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.RepeatedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the store when keys were last used: in the background, at most every 30 seconds for each key, and once more when
 * it is closed. Lossy by design: uses that the store cannot record at the time are dropped.
 */
public final class UsageRecorder implements DecisionListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageRecorder.class);

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_KEYS = 100_000;

    private final ApiKeyStore store;
    private final InstantSource clock;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();
    private @Nullable RepeatedTask thread;
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

    /** Starts a recorder, whose thread runs until it is closed. */
    public static UsageRecorder start(ApiKeyStore store, InstantSource clock) {
        UsageRecorder recorder = new UsageRecorder(store, clock);
        recorder.thread = RepeatedTask.start("keystile-key-usage", ROUND, recorder::tell, () -> recorder.tell(0));
        return recorder;
    }

    @Override
    public void decided(Decision decision) {
        if (decision instanceof Decision.Granted granted) {
            String id = granted.key().identity().keyId();
            Use use = uses.get(id);
            if (use == null && uses.size() < MAX_KEYS) {
                use = uses.computeIfAbsent(id, first -> new Use());
            }
            if (use != null) {
                use.usedAt = clock.millis();
            }
        }
    }

    /** Records the keys that were used since their last record, if this record is long enough ago. */
    void tell() {
        tell(PAUSE_MILLIS);
    }

    private void tell(long pauseMillis) {
        long now = clock.millis();
        Map<String, Instant> due = new HashMap<>();
        uses.forEach((id, use) -> {
            // In both directions: after the clock was set back, the next record must not wait until it has caught up.
            boolean isDue = Math.abs(now - use.toldAt) >= pauseMillis;
            long usedAt = use.usedAt;
            if (isDue && usedAt != use.toldUse) {
                use.toldAt = now;
                use.toldUse = usedAt;
                due.put(id, Instant.ofEpochMilli(usedAt));
            } else if (isDue) {
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

    /** Records the keys that were used since their last record, and waits for five seconds at most. */
    @Override
    public void close() {
        close(PATIENCE);
    }

    void close(Duration patience) {
        RepeatedTask started = thread;
        if (started == null) {
            return;
        }
        started.close();
        try {
            started.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
