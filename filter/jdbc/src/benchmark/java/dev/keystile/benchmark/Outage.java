package dev.keystile.benchmark;

import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.proof.Caller;
import dev.keystile.jdbc.proof.Keys;
import dev.keystile.jdbc.proof.Node;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.jdbc.proof.OwnPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/** The outcomes at eight nodes while their database is stopped for 20 seconds, as fast as they can. */
final class Outage {

    private static final int NODES = 8;
    private static final int KEYS = 50;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final long OUTAGE = TimeUnit.SECONDS.toNanos(20);

    private Outage() {}

    static void print(OwnPostgres postgres) throws Exception {
        Keys keys = Keys.in(postgres);
        List<String> texts = keys.issue(KEYS);
        String unused = keys.issue();
        List<Node> nodes = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Node node = Node.listening(postgres.url(), CacheSettings.DEFAULT.withFreshFor(FRESH));
            nodes.add(node);
            texts.forEach(node::decide);
        }
        nodes.forEach(node -> callers.add(Caller.start(node, texts, Duration.ZERO)));
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));

        double before = rate(callers, OUTAGE / 2);
        postgres.stop();
        double during = rate(callers, OUTAGE);
        long began = System.nanoTime();
        ObservedOutcome toAnother = nodes.get(0).decide(unused);
        long waited = System.nanoTime() - began;
        postgres.restart();
        began = System.nanoTime();
        while (!nodes.stream().allMatch(node -> node.decide(unused) == ObservedOutcome.GRANTED)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        long recovered = System.nanoTime() - began;
        double after = rate(callers, OUTAGE / 2);
        Caller.close(callers);
        nodes.forEach(Node::close);

        System.out.printf(
                Locale.ROOT,
                "In an outage of 20 s cached keys pass %.2f times as often, by processor time, as before it (after it"
                        + " %.2f).%nRefused: %d of %,d. The slowest took %.1f s.%n"
                        + "Another key is %s after %.1f s; %.1f s after the restart it passes on all 8 nodes.%n",
                during / before,
                after / before,
                sum(callers, Caller::refusals),
                sum(callers, Caller::requests),
                callers.stream()
                                .mapToLong(caller -> caller.slowest().toNanos())
                                .max()
                                .orElseThrow()
                        / 1e9,
                toAnother,
                waited / 1e9,
                recovered / 1e9);
    }

    /** Requests by processor time: what other programs on the machine take is not counted. */
    private static double rate(List<Caller> callers, long nanos) {
        long usedBefore = sum(callers, Caller::processorNanos);
        long before = sum(callers, Caller::requests);
        LockSupport.parkNanos(nanos);
        return (sum(callers, Caller::requests) - before) / (double) (sum(callers, Caller::processorNanos) - usedBefore);
    }

    private static long sum(List<Caller> callers, ToLongFunction<Caller> number) {
        return callers.stream().mapToLong(number).sum();
    }
}
