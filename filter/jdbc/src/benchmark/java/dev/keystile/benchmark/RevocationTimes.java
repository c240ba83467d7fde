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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** From the commit of a revocation to the last of eight nodes that refuses the key, under load. */
final class RevocationTimes {

    private static final int NODES = 8;
    private static final int KEYS = 200;
    private static final Duration ROUND_PAUSE = Duration.ofMillis(2);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(10);

    private RevocationTimes() {}

    static void print(OwnPostgres postgres) throws Exception {
        String url = postgres.url();
        run(
                "revocation to the last of 8 nodes, with the feed",
                postgres,
                Duration.ofMillis(20),
                () -> Node.listening(url, CacheSettings.DEFAULT.withFreshFor(LONG)));
        run(
                "the same without the feed, fresh-for 2 s",
                postgres,
                Duration.ofMillis(50),
                () -> Node.deaf(url, CacheSettings.DEFAULT.withFreshFor(FRESH)));
    }

    private static void run(String label, OwnPostgres postgres, Duration pace, Supplier<Node> opening)
            throws Exception {
        Keys keys = Keys.in(postgres);
        List<String> texts = keys.issue(KEYS);
        List<Node> nodes = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Node node = opening.get();
            nodes.add(node);
            texts.forEach(node::decide);
        }
        nodes.forEach(node -> callers.add(Caller.startRounds(node, texts, ROUND_PAUSE)));
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        long began = System.nanoTime();
        long before = requests(callers);

        long[] committedAt = new long[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys.revoke(texts.get(i));
            committedAt[i] = System.nanoTime();
            LockSupport.parkNanos(pace.toNanos());
        }
        Times times = new Times(KEYS);
        for (int i = 0; i < KEYS; i++) {
            times.add(Math.max(0, lastRefusal(callers, texts.get(i)) - committedAt[i]));
        }
        long rate = (requests(callers) - before) * 1_000_000_000L / (System.nanoTime() - began);
        Caller.close(callers);
        nodes.forEach(Node::close);
        System.out.println("| " + label + " |" + times.cells());
        System.err.println(label + ": " + rate + " requests/s meanwhile; neither passed nor refused as revoked: "
                + callers.stream()
                        .mapToLong(caller -> caller.refusals() - caller.count(ObservedOutcome.REVOKED))
                        .sum());
    }

    private static long requests(List<Caller> callers) {
        return callers.stream().mapToLong(Caller::requests).sum();
    }

    private static long lastRefusal(List<Caller> callers, String key) {
        long last = Long.MIN_VALUE;
        for (Caller caller : callers) {
            while (!caller.hasRefused(key)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            last = Math.max(last, caller.refusedAt(key));
        }
        return last;
    }
}
