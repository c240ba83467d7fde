package dev.keystile.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a refusal, on the logger {@code dev.keystile.audit}: which key (its id, or its prefix and last four
 * characters), why, where and in which request. At most ten lines a second; what is more is counted and summed
 * up in a line of its own.
 */
public final class AuditLog implements VerdictListener {

    private static final Logger log = LoggerFactory.getLogger("dev.keystile.audit");
    private static final int LINES_PER_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final Map<DenyReason, Integer> unwritten = new EnumMap<>(DenyReason.class);
    private long secondBegan;
    private int lines;

    /** Whether something is unwritten, so that a request that comes through need not take the lock to know. */
    private volatile boolean pending;

    /** An audit log on the system's clock. */
    public AuditLog() {
        this(System::nanoTime);
    }

    AuditLog(LongSupplier ticker) {
        this.ticker = ticker;
        this.secondBegan = ticker.getAsLong();
    }

    @Override
    public void decided(Verdict verdict, String route, String requestId) {
        if (verdict instanceof Verdict.Denied denied) {
            Turn turn = take(denied.reason());
            summarize(turn);
            if (turn.writes()) {
                write(denied, route, requestId);
            }
        } else if (pending) {
            summarize(take(null));
        }
    }

    private static void write(Verdict.Denied denied, String route, String requestId) {
        Identity identity = denied.identity();
        String hint = denied.hint() == null ? "-" : denied.hint();
        log.info(
                "refused reason={} key={} environment={} route={} request={}",
                denied.reason(),
                identity == null ? hint : identity.keyId(),
                identity == null ? "-" : identity.environment(),
                route,
                requestId);
    }

    private static void summarize(Turn turn) {
        if (turn.summary() != null) {
            log.info("refused {} more within a second: {}", turn.suppressed(), turn.summary());
        }
    }

    /** Whether a refusal gets its line, and what an earlier second left unwritten. */
    private record Turn(
            boolean writes, int suppressed, @Nullable String summary) {}

    private synchronized Turn take(@Nullable DenyReason reason) {
        long now = ticker.getAsLong();
        int suppressed = 0;
        String summary = null;
        if (now - secondBegan >= SECOND) {
            suppressed = unwritten.values().stream().mapToInt(Integer::intValue).sum();
            summary = suppressed == 0 ? null : summary();
            unwritten.clear();
            pending = false;
            secondBegan = now;
            lines = 0;
        }
        if (reason == null) {
            return new Turn(false, suppressed, summary);
        }
        if (lines < LINES_PER_SECOND) {
            lines++;
            return new Turn(true, suppressed, summary);
        }
        unwritten.merge(reason, 1, Integer::sum);
        pending = true;
        return new Turn(false, suppressed, summary);
    }

    private String summary() {
        StringJoiner text = new StringJoiner(", ");
        unwritten.forEach((reason, count) -> text.add(reason.code() + " " + count));
        return text.toString();
    }
}
