package dev.keystile.admin;

import dev.keystile.TestTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes several changes at once. */
final class AtOnce {

    private AtOnce() {}

    /** Runs all changes, each on a thread of its own, and waits until they are done. */
    static void run(Callable<?>... changes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(changes.length);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Callable<?> change : changes) {
                futures.add(threads.submit(change));
            }
            for (Future<?> future : futures) {
                future.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
