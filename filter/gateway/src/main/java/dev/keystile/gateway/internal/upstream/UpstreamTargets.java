package dev.keystile.gateway.internal.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * The urls of one upstream, in rotation: a url that cannot be reached is skipped for {@link #UNREACHABLE_FOR}. Safe for use
 * by many threads.
 */
final class UpstreamTargets {

    static final Duration UNREACHABLE_FOR = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Bulkhead connections;
    private final LongSupplier ticker;
    private final long began;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray skippedUntil;

    UpstreamTargets(Upstream upstream, LongSupplier ticker) {
        this.upstream = upstream;
        this.connections = new Bulkhead(upstream.connections());
        this.ticker = ticker;
        began = ticker.getAsLong();
        skippedUntil = new AtomicLongArray(upstream.urls().size());
    }

    Upstream upstream() {
        return upstream;
    }

    /** Decides which requests get a connection to this upstream. */
    Bulkhead connections() {
        return connections;
    }

    int size() {
        return upstream.urls().size();
    }

    /** The next url that is not skipped; simply the next one if all are skipped. */
    URI next() {
        List<URI> urls = upstream.urls();
        int first = Math.floorMod(turn.getAndIncrement(), urls.size());
        long now = ticker.getAsLong() - began;
        for (int i = 0; i < urls.size(); i++) {
            int index = (first + i) % urls.size();
            if (skippedUntil.get(index) <= now) {
                return urls.get(index);
            }
        }
        return urls.get(first);
    }

    /** Skips a url for a while, because it could not be reached. */
    void markUnreachable(URI url) {
        skippedUntil.set(upstream.urls().indexOf(url), ticker.getAsLong() - began + UNREACHABLE_FOR.toNanos());
    }
}
