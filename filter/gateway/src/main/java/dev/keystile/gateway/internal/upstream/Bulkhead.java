package dev.keystile.gateway.internal.upstream;

import dev.keystile.key.IpAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits the connections to one upstream: counts the requests that hold one, and queues those that wait for one in their
 * order. Safe for use by many threads.
 *
 * <p>Every change of the counts and of the queue happens under the lock of this object. Callbacks run outside of it.
 */
final class Bulkhead {

    private final ConnectionLimits limits;
    private final Map<IpAddress, Integer> perClient = new HashMap<>();
    private final Set<Permit> waiting = new LinkedHashSet<>();
    private int held;

    Bulkhead(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** The result of {@link Bulkhead#acquire}. */
    enum Outcome {
        /** The permit holds a connection. */
        HELD,
        /** The permit waits; its callback runs when it gets a connection. */
        WAITING,
        /** No permit: too many wait. */
        FULL,
        /** No permit: the client address has its max of connections. */
        CLIENT_FULL,
        /** No permit: the exchange has ended meanwhile. */
        ENDED
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
         * A permit that is not acquired yet.
         *
         * @param client the address whose share the permit counts to
         * @param onTurn runs once, on the thread that releases another permit, when this permit has waited and holds a
         *     connection now
         */
        Permit(IpAddress client, Runnable onTurn) {
            this.client = client;
            this.onTurn = onTurn;
        }
    }

    /** Acquires a connection for a permit that has not been used before, or queues the permit. */
    synchronized Outcome acquire(Permit permit) {
        // Waiting permits count too: otherwise one client could fill the queue for all others.
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

    /** Ends the wait of a permit; false if the permit does not wait, or does not wait any more. */
    synchronized boolean cancel(Permit permit) {
        if (permit.state != State.WAITING) {
            return false;
        }
        waiting.remove(permit);
        forget(permit);
        return true;
    }

    /**
     * Releases the connection of a permit, to the permit that has waited longest, or ends the wait of the permit. Does
     * nothing if the permit neither holds nor waits, so that the end of an exchange need not know how far its permit got.
     */
    void release(Permit permit) {
        Permit next = releaseAndTakeNext(permit);
        if (next != null) {
            // Outside the lock: the callback may start a request, which takes time.
            next.onTurn.run();
        }
    }

    private synchronized @Nullable Permit releaseAndTakeNext(Permit permit) {
        if (cancel(permit) || permit.state != State.HELD) {
            return null;
        }
        forget(permit);
        Iterator<Permit> longest = waiting.iterator();
        if (!longest.hasNext()) {
            held--;
            return null;
        }
        // The connection changes hands, so that the count stays as it is.
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
