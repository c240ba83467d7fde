package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.policy.Refusal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each refusal as a line of the logger {@code dev.keystile.audit}: the key (its id, or its prefix and last four
 * characters), the reason, the route and the id of the request. At most ten lines a second are logged; further refusals are
 * counted, and the counts are logged as one line when the second is over.
 */
public final class AuditLog implements DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.keystile.audit");
    private static final int LINES_PER_SECOND = 10;

    /** Runs a task in a second. To read the clock for each refusal would cost more than to count the refusal. */
    private final Executor inASecond;

    /** Writes the counts, since the thread that times the seconds times other things too and must not wait for a log. */
    private final Executor writer;

    /** Whether a second has begun, at whose end the lines and the counts begin anew. */
    private final AtomicBoolean running = new AtomicBoolean();

    private final AtomicInteger lines = new AtomicInteger();

    /** There are as many as a configuration has refusals. */
    private final Map<Refusal, AtomicInteger> unwritten = new ConcurrentHashMap<>();

    /** An audit log whose seconds are timed by the JDK. */
    public AuditLog() {
        this(
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Runnable::run),
                new CompletableFuture<Void>().defaultExecutor());
    }

    AuditLog(Executor inASecond, Executor writer) {
        this.inASecond = inASecond;
        this.writer = writer;
    }

    @Override
    public void decided(Decision decision) {
        if (!(decision instanceof Decision.Denied denied)) {
            return;
        }
        if (lines.get() < LINES_PER_SECOND && lines.getAndIncrement() < LINES_PER_SECOND) {
            write(denied);
        } else {
            count(denied.refusal());
        }
        // Last: a second that is running here ends after this refusal, and so with it.
        if (!running.get() && running.compareAndSet(false, true)) {
            inASecond.execute(this::endSecond);
        }
    }

    private void endSecond() {
        running.set(false);
        lines.set(0);
        writer.execute(this::summarize);
    }

    private void count(Refusal refusal) {
        AtomicInteger count = unwritten.get(refusal);
        if (count == null) {
            count = unwritten.computeIfAbsent(refusal, first -> new AtomicInteger());
        }
        count.incrementAndGet();
    }

    private void summarize() {
        Map<String, Integer> counts = new TreeMap<>();
        unwritten.forEach((refusal, number) -> {
            int count = number.getAndSet(0);
            if (count > 0) {
                counts.merge(refusal.code(), count, Integer::sum);
            }
        });
        if (!counts.isEmpty()) {
            StringJoiner reasons = new StringJoiner(", ");
            counts.forEach((code, count) -> reasons.add(code + " " + count));
            int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
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
