package dev.keystile.gateway.internal.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Checks all exchanges ten times a second and ends the waits that take too long. One check of all costs less than a timer
 * for each. Safe for use by many threads.
 */
final class ExchangeWatch {

    private static final long INTERVAL_MILLIS = 100;

    private final Scheduler scheduler;
    private final Executor executor;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

    /** @param executor ends the waits, so that none of them delays a check */
    ExchangeWatch(Scheduler scheduler, Executor executor) {
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Starts the checks, which go on until the scheduler is stopped. */
    void start() {
        scheduler.schedule(this::check, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches an exchange until it has ended. */
    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    private void check() {
        try {
            exchanges.removeIf(Exchange::hasEnded);
            for (Exchange exchange : exchanges) {
                if (exchange.isOverdue()) {
                    executor.execute(exchange::expire);
                } else if (exchange.isClientGone()) {
                    executor.execute(exchange::abandonClient);
                }
            }
        } finally {
            // Also after an exception: without the next check nothing would bound the waits.
            start();
        }
    }
}
