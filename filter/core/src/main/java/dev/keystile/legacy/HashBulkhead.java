package dev.keystile.legacy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Bounds the slow hashes: half of the processors compute them, and 64 wait. Keys with the same prefix take a quarter of the
 * places at most, so that a flood of wrong keys for one row leaves room for the other rows.
 */
final class HashBulkhead implements AutoCloseable {

    static final int MAX_WAITING = 64;
    static final int MAX_WAITING_PER_PREFIX = MAX_WAITING / 4;

    private final BoundedThreads threads = new BoundedThreads("keystile-legacy-hash", width(), MAX_WAITING);
    private final ConcurrentMap<String, Integer> byPrefix = new ConcurrentHashMap<>();

    static int width() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Runs a task on a thread of the bulkhead; false if too many tasks wait. */
    boolean submit(String prefix, Runnable task) {
        if (byPrefix.merge(prefix, 1, Integer::sum) > MAX_WAITING_PER_PREFIX) {
            leave(prefix);
            return false;
        }
        boolean taken = threads.submit(() -> {
            try {
                task.run();
            } finally {
                leave(prefix);
            }
        });
        if (!taken) {
            leave(prefix);
        }
        return taken;
    }

    private void leave(String prefix) {
        byPrefix.computeIfPresent(prefix, (same, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void close() {
        threads.close();
    }
}
