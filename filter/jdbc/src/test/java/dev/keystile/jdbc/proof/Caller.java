package dev.keystile.jdbc.proof;

import dev.keystile.jdbc.proof.Node.Answer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A client that asks one node for each of its keys in turn, one request at a time, and remembers the answers. */
public final class Caller implements AutoCloseable {

    private final Node node;
    private final List<String> keys;
    private final long pauseNanos;
    private final long roundPauseNanos;
    private final Map<String, Memory> memory = new ConcurrentHashMap<>();
    private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
    private final Thread thread = new Thread(this::run, "caller");
    private volatile long slowestNanos;
    private volatile boolean grantedAfterARefusal;
    private volatile boolean stopped;

    /** What was answered for one key; times are of {@link System#nanoTime}. */
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
        for (Answer answer : Answer.values()) {
            answers.put(answer, new LongAdder());
        }
        keys.forEach(key -> memory.put(key, new Memory()));
        thread.setDaemon(true);
    }

    /** A caller at work, with so long a pause after each request. */
    public static Caller start(Node node, List<String> keys, Duration pause) {
        return start(new Caller(node, keys, pause, Duration.ZERO));
    }

    /** A caller at work, with so long a pause each time that it has asked for all of its keys. */
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
                ask(key);
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

    private void ask(String key) {
        Memory of = memory.get(key);
        long began = System.nanoTime();
        Answer answer = node.ask(key);
        long ended = System.nanoTime();
        slowestNanos = Math.max(slowestNanos, ended - began);
        answers.get(answer).increment();
        if (answer == Answer.GRANTED) {
            of.lastGrantedBegan = began;
            of.grantedAgain |= of.refused;
            grantedAfterARefusal |= refusals() > 0;
        } else if ((answer == Answer.REVOKED || answer == Answer.SUSPENDED) && !of.refused) {
            of.refusedAt = ended;
            of.refused = true;
        }
    }

    /** How often this was the answer. */
    public long count(Answer answer) {
        return answers.get(answer).sum();
    }

    /** How many requests were answered. */
    public long requests() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How much processor time its requests took so far; minus one where that cannot be told. */
    public long processorNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    /** Every answer but {@link Answer#GRANTED}. */
    public long refusals() {
        return requests() - count(Answer.GRANTED);
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
