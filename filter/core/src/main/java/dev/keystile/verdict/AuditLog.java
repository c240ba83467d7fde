package dev.keystile.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a refusal, on the logger {@code dev.keystile.audit}: which key (its id, or its prefix and last four
 * characters), why, where and in which request. At most ten lines a second; what is more is counted and summed
 * up in a line of its own.
 */
public final class AuditLog implements VerdictListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.keystile.audit");
    private static final int LINES_PER_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final AtomicLong secondBegan;
    private final AtomicInteger lines = new AtomicInteger();
    private final Map<DenyReason, AtomicInteger> unwritten = new EnumMap<>(DenyReason.class);

    /** Whether something may be unwritten, so that a request that comes through need not ask for the time. */
    private volatile boolean pending;

    /** An audit log on the system's clock. */
    public AuditLog() {
        this(System::nanoTime);
    }

    AuditLog(LongSupplier ticker) {
        this.ticker = ticker;
        this.secondBegan = new AtomicLong(ticker.getAsLong());
        for (DenyReason reason : DenyReason.values()) {
            unwritten.put(reason, new AtomicInteger());
        }
    }

    @Override
    public void decided(Verdict verdict, String route, String requestId) {
        if (verdict instanceof Verdict.Denied denied) {
            beginSecond();
            if (lines.get() < LINES_PER_SECOND && lines.getAndIncrement() < LINES_PER_SECOND) {
                write(denied, route, requestId);
            } else {
                count(denied.reason());
            }
        } else if (pending) {
            beginSecond();
        }
    }

    /** The first to come in a new second sums up what the last one left unwritten. */
    private void beginSecond() {
        long now = ticker.getAsLong();
        long began = secondBegan.get();
        if (now - began >= SECOND && secondBegan.compareAndSet(began, now)) {
            lines.set(0);
            // Before the sum: a refusal that it misses sets this again.
            pending = false;
            summarize();
        }
    }

    private void count(DenyReason reason) {
        Objects.requireNonNull(unwritten.get(reason)).incrementAndGet();
        if (!pending) {
            pending = true;
        }
    }

    private void summarize() {
        int sum = 0;
        StringJoiner reasons = new StringJoiner(", ");
        for (Map.Entry<DenyReason, AtomicInteger> entry : unwritten.entrySet()) {
            int count = entry.getValue().getAndSet(0);
            if (count > 0) {
                sum += count;
                reasons.add(entry.getKey().code() + " " + count);
            }
        }
        if (sum > 0) {
            LOG.info("refused {} more within a second: {}", sum, reasons);
        }
    }

    private static void write(Verdict.Denied denied, String route, String requestId) {
        Identity identity = denied.identity();
        String hint = denied.hint() == null ? "-" : denied.hint();
        LOG.info(
                "refused reason={} key={} environment={} route={} request={}",
                denied.reason(),
                identity == null ? hint : identity.keyId(),
                identity == null ? "-" : identity.environment(),
                route,
                requestId);
    }
}
