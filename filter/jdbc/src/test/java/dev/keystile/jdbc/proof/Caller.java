package dev.keystile.jdbc.proof;

import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A client that sends one node a request with each of its keys in turn, one request at a time, and remembers the outcomes. */
public final class Caller implements AutoCloseable {

    private final Node node;
    private final List<String> keys;
    private final long pauseNanos;
    private final long roundPauseNanos;
    private final Map<String, Memory> memory = new ConcurrentHashMap<>();
    private final Map<ObservedOutcome, LongAdder> outcomes = new EnumMap<>(ObservedOutcome.class);
    private final Thread thread = new Thread(this::run, "caller");
    private volatile long slowestNanos;
    private volatile boolean grantedAfterARefusal;
    private volatile boolean stopped;

    /** The outcomes of one key; times are of {@link System#nanoTime}. */
    private static final class Memory {
        private volatile boolean refused;
        private volatile long refusedAt;
        private volatile long lastGrantedBegan;
        private volatile boolean grantedAgain;
    }

    private Caller(Node node, List<String> keys, Duration pause, Duration roundPause) {
        this.node = node;
        this.keys = List.copyOf(keys);
        pauseNanos = pause.toNanos();
        roundPauseNanos = roundPause.toNanos();
        for (ObservedOutcome outcome : ObservedOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        keys.forEach(key -> memory.put(key, new Memory()));
        thread.setDaemon(true);
    }

    /** A caller at work, with so long a pause after each request. */
    public static Caller start(Node node, List<String> keys, Duration pause) {
        return start(new Caller(node, keys, pause, Duration.ZERO));
    }

    /** A caller at work, with so long a pause each time that it has used all of its keys. */
    public static Caller startRounds(Node node, List<String> keys, Duration pause) {
        return start(new Caller(node, keys, Duration.ZERO, pause));
    }

    private static Caller start(Caller caller) {
        caller.thread.start();
        return caller;
    }

    private void run() {
        while (!stopped) {
            for (String key : keys) {
                send(key);
                pause(pauseNanos);
            }
            pause(roundPauseNanos);
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void send(String key) {
        Memory of = memory.get(key);
        long began = System.nanoTime();
        ObservedOutcome outcome = node.decide(key);
        long ended = System.nanoTime();
        slowestNanos = Math.max(slowestNanos, ended - began);
        outcomes.get(outcome).increment();
        if (outcome == ObservedOutcome.GRANTED) {
            of.lastGrantedBegan = began;
            of.grantedAgain |= of.refused;
            grantedAfterARefusal |= refusals() > 0;
        } else if ((outcome == ObservedOutcome.REVOKED || outcome == ObservedOutcome.SUSPENDED) && !of.refused) {
            of.refusedAt = ended;
            of.refused = true;
        }
    }

    /** How often this was the outcome. */
    public long count(ObservedOutcome outcome) {
        return outcomes.get(outcome).sum();
    }

    /** How many requests have an outcome. */
    public long requests() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How much processor time its requests took so far; minus one where that cannot be told. */
    public long processorNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    /** Every outcome but {@link ObservedOutcome#GRANTED}. */
    public long refusals() {
        return requests() - count(ObservedOutcome.GRANTED);
    }

    /** The longest that a request took. */
    public Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    /** Whether this key was refused as revoked, or its account as suspended. */
    public boolean hasRefused(String key) {
        return memory.get(key).refused;
    }

    /** When this key was first refused. */
    public long refusedAt(String key) {
        return memory.get(key).refusedAt;
    }

    /** When the last request began that passed with this key. */
    long lastGrantedBegan(String key) {
        return memory.get(key).lastGrantedBegan;
    }

    /** Whether a key that was refused has passed again. */
    boolean hasGrantedAgain() {
        return memory.values().stream().anyMatch(of -> of.grantedAgain);
    }

    /** Whether any key has passed after any was refused. */
    boolean hasGrantedAfterARefusal() {
        return grantedAfterARefusal;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    /** Ends all of them. */
    public static void close(Collection<Caller> callers) throws InterruptedException {
        for (Caller caller : callers) {
            caller.close();
        }
    }
}
