package dev.keystile.demo.activity;

import dev.keystile.verdict.Identity;
import dev.keystile.verdict.Verdict;
import dev.keystile.verdict.VerdictListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decisions about requests in flight, by request id, until the answer is known. Ids are the clients' choice, so
 * that several requests may share one.
 */
final class Decisions implements VerdictListener {

    private static final int MAX_IDS = 1024;
    private static final int MAX_PER_ID = 64;

    private final Map<String, Deque<Decision>> waiting = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Decision>> eldest) {
            return size() > MAX_IDS;
        }
    };

    @Override
    public synchronized void decided(Verdict verdict, String route, String requestId) {
        Deque<Decision> decisions = waiting.computeIfAbsent(requestId, id -> new ArrayDeque<>(1));
        if (decisions.size() == MAX_PER_ID) {
            decisions.removeFirst();
        }
        decisions.addLast(Decision.of(verdict, route));
    }

    /** Takes the first decision that fits how a request ended; null if there is none. */
    synchronized @Nullable Decision take(String requestId, int status, @Nullable Identity attached) {
        Deque<Decision> decisions = waiting.getOrDefault(requestId, new ArrayDeque<>(0));
        for (Iterator<Decision> each = decisions.iterator(); each.hasNext(); ) {
            Decision decision = each.next();
            if (decision.fits(status, attached)) {
                each.remove();
                if (decisions.isEmpty()) {
                    waiting.remove(requestId);
                }
                return decision;
            }
        }
        return null;
    }

    synchronized int size() {
        return waiting.size();
    }
}
