package dev.keystile.gateway.upstream;

import dev.keystile.key.IpAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the requests that hold a connection to one upstream, and keeps those that wait for one in their order. */
final class Bulkhead {

    private final ConnectionLimits limits;
    private final Map<IpAddress, Integer> perClient = new HashMap<>();
    private final Set<Permit> waiting = new LinkedHashSet<>();
    private int held;

    Bulkhead(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** What became of a request for a connection. */
    enum Outcome {
        /** The permit holds a connection. */
        HELD,
        /** The permit waits, and is told of its turn. */
        WAITING,
        /** No permit: too many wait. */
        FULL,
        /** No permit: the client address has its share. */
        CLIENT_FULL
    }

    private enum State {
        WAITING,
        HELD,
        RELEASED
    }

    /** The right of one request to a connection, now or later. */
    static final class Permit {
        private final IpAddress client;
        private final Runnable onTurn;
        private State state = State.RELEASED;

        /**
         * A permit that has not been asked for yet.
         *
         * @param client the address whose share it counts to
         * @param onTurn told once, on the thread that releases another permit, when this one has waited and holds a
         *     connection now
         */
        Permit(IpAddress client, Runnable onTurn) {
            this.client = client;
            this.onTurn = onTurn;
        }
    }

    /** Asks for a connection. */
    synchronized Outcome acquire(Permit permit) {
        int ofClient = perClient.getOrDefault(permit.client, 0);
        if (limits.maxPerClient() < limits.max() && ofClient >= limits.maxPerClient()) {
            return Outcome.CLIENT_FULL;
        }
        if (held >= limits.max() && waiting.size() >= limits.maxWaiting()) {
            return Outcome.FULL;
        }
        perClient.put(permit.client, ofClient + 1);
        if (held >= limits.max()) {
            waiting.add(permit);
            permit.state = State.WAITING;
            return Outcome.WAITING;
        }
        held++;
        permit.state = State.HELD;
        return Outcome.HELD;
    }

    /** Ends the waiting of a permit; false if it does not wait (any more). */
    synchronized boolean cancel(Permit permit) {
        if (permit.state != State.WAITING) {
            return false;
        }
        waiting.remove(permit);
        forget(permit);
        return true;
    }

    /** Gives a connection back, to the permit that has waited longest; does nothing if the permit holds none. */
    void release(Permit permit) {
        Permit next = releaseAndTakeNext(permit);
        if (next != null) {
            next.onTurn.run();
        }
    }

    private synchronized @Nullable Permit releaseAndTakeNext(Permit permit) {
        if (permit.state != State.HELD) {
            return null;
        }
        forget(permit);
        Iterator<Permit> longest = waiting.iterator();
        if (!longest.hasNext()) {
            held--;
            return null;
        }
        Permit next = longest.next();
        longest.remove();
        next.state = State.HELD;
        return next;
    }

    private void forget(Permit permit) {
        permit.state = State.RELEASED;
        perClient.computeIfPresent(permit.client, (client, count) -> count == 1 ? null : count - 1);
    }
}
