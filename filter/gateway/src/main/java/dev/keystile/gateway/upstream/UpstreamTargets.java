package dev.keystile.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** The addresses of one service: they take turns, and one that cannot be reached is left alone for a while. */
final class UpstreamTargets {

    static final Duration REST = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Bulkhead connections;
    private final LongSupplier ticker;
    private final long began;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray restsUntil;

    UpstreamTargets(Upstream upstream, LongSupplier ticker) {
        this.upstream = upstream;
        this.connections = new Bulkhead(upstream.connections());
        this.ticker = ticker;
        began = ticker.getAsLong();
        restsUntil = new AtomicLongArray(upstream.urls().size());
    }

    Upstream upstream() {
        return upstream;
    }

    /** Who may have a connection to this service. */
    Bulkhead connections() {
        return connections;
    }

    int size() {
        return upstream.urls().size();
    }

    /** The next in turn that does not rest, or the next in turn where all of them do. */
    URI next() {
        List<URI> urls = upstream.urls();
        int first = Math.floorMod(turn.getAndIncrement(), urls.size());
        long now = ticker.getAsLong() - began;
        for (int i = 0; i < urls.size(); i++) {
            int index = (first + i) % urls.size();
            if (restsUntil.get(index) <= now) {
                return urls.get(index);
            }
        }
        return urls.get(first);
    }

    /** It could not be reached. */
    void rest(URI url) {
        restsUntil.set(upstream.urls().indexOf(url), ticker.getAsLong() - began + REST.toNanos());
    }
}
