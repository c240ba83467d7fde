package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.policy.Refusal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
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
 * counted, and the counts are logged as one line when the second is over. The counts of the second in which the process ends
 * are lost.
 */
public final class AuditLog implements DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.keystile.audit");
    private static final int LINES_PER_SECOND = 10;

    /** Runs a task in a second. To read the clock for each refusal would cost more than to count the refusal. */
    private final Executor inASecond;

    /** Whether a second has begun, at whose end the counts are written and the lines begin anew. */
    private final AtomicBoolean running = new AtomicBoolean();

    private final AtomicInteger lines = new AtomicInteger();

    /** There are as many as a configuration has refusals. */
    private final Map<Refusal, AtomicInteger> unwritten = new ConcurrentHashMap<>();

    /** An audit log with a thread of its own for each second in which a request is refused. */
    public AuditLog() {
        this(AuditLog::startThread);
    }

    AuditLog(Executor inASecond) {
        this.inASecond = inASecond;
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
        beginSecond();
    }

    private void beginSecond() {
        if (running.get() || !running.compareAndSet(false, true)) {
            return;
        }
        try {
            inASecond.execute(this::endSecond);
        } catch (RuntimeException | Error e) {
            running.set(false);
            throw e;
        }
    }

    /** In this order: while a log stalls, one thread waits for it, and requests are only counted. */
    private void endSecond() {
        try {
            summarize();
        } finally {
            lines.set(0);
            running.set(false);
        }
        if (unwritten.values().stream().anyMatch(count -> count.get() > 0)) {
            beginSecond();
        }
    }

    /** Not a timer of the JDK: its thread would live on and keep a web application that is undeployed in memory. */
    private static void startThread(Runnable task) {
        Runnable later = () -> {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            task.run();
        };
        Thread thread = new Thread(null, later, "keystile-audit", 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        thread.start();
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
