package dev.keystile.gateway.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks at all exchanges ten times a second and ends the waits that have taken too long. One look at all of them costs
 * less than a timer for each.
 */
final class ExchangeWatch {

    private static final long INTERVAL_MILLIS = 100;

    private final Scheduler scheduler;
    private final Executor executor;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

    /** @param executor where waits are ended: to tell a client of it may take time */
    ExchangeWatch(Scheduler scheduler, Executor executor) {
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Goes on until the scheduler is stopped. */
    void start() {
        scheduler.schedule(this::look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    private void look() {
        try {
            exchanges.removeIf(Exchange::hasEnded);
            for (Exchange exchange : exchanges) {
                if (exchange.isOverdue()) {
                    executor.execute(exchange::expire);
                }
            }
        } finally {
            start();
        }
    }
}
