package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.policy.Refusal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each refusal as a line of the logger {@code dev.keystile.audit}: the key (its id, or its prefix and last four
 * characters), the reason, the route and the id of the request. At most ten lines a second are logged; further refusals are
 * counted, and the counts are logged as one line.
 */
public final class AuditLog implements DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.keystile.audit");
    private static final int LINES_PER_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final AtomicLong secondBegan;
    private final AtomicInteger lines = new AtomicInteger();
    /** Counts by code, of which there are as many as a configuration has refusals. */
    private final Map<String, AtomicInteger> unwritten = new ConcurrentSkipListMap<>();

    /** Whether refusals may be unwritten. While there are none, a request that passes need not read the clock. */
    private volatile boolean pending;

    /** An audit log on the system's clock. */
    public AuditLog() {
        this(System::nanoTime);
    }

    AuditLog(LongSupplier ticker) {
        this.ticker = ticker;
        this.secondBegan = new AtomicLong(ticker.getAsLong());
    }

    @Override
    public void decided(Decision decision) {
        if (decision instanceof Decision.Denied denied) {
            beginSecond();
            if (lines.get() < LINES_PER_SECOND && lines.getAndIncrement() < LINES_PER_SECOND) {
                write(denied);
            } else {
                count(denied.refusal());
            }
        } else if (pending) {
            beginSecond();
        }
    }

    /** Begins a new second if the last one is over, and logs the refusals that the last one left unwritten. */
    private void beginSecond() {
        long now = ticker.getAsLong();
        long began = secondBegan.get();
        if (now - began >= SECOND && secondBegan.compareAndSet(began, now)) {
            lines.set(0);
            // Before the counts are read: a refusal that is counted later sets this again.
            pending = false;
            summarize();
        }
    }

    private void count(Refusal refusal) {
        unwritten.computeIfAbsent(refusal.code(), code -> new AtomicInteger()).incrementAndGet();
        if (!pending) {
            pending = true;
        }
    }

    private void summarize() {
        int sum = 0;
        StringJoiner reasons = new StringJoiner(", ");
        for (Map.Entry<String, AtomicInteger> entry : unwritten.entrySet()) {
            int count = entry.getValue().getAndSet(0);
            if (count > 0) {
                sum += count;
                reasons.add(entry.getKey() + " " + count);
            }
        }
        if (sum > 0) {
            LOG.info("refused {} more within a second: {}", sum, reasons);
        }
    }

    private static void write(Decision.Denied denied) {
        Identity identity = denied.known();
        String hint = denied.hint() == null ? "-" : denied.hint();
        LOG.info(
                "refused reason={} key={} account={} environment={} route={} request={}",
                denied.refusal().code(),
                identity == null ? hint : identity.keyId(),
                identity == null ? "-" : identity.account(),
                identity == null ? "-" : identity.environment(),
                denied.route(),
                denied.requestId());
    }
}
