package dev.keystile.spring.internal.actuate;

import dev.keystile.cache.StoreHealth;
import dev.keystile.config.ConfiguredStore;
import dev.keystile.config.Keystile;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/keystile}: the state of store, feed and cache. Shows no keys, and nothing that a client sent. */
@Endpoint(id = "keystile")
public final class KeystileEndpoint {

    private final Keystile keystile;

    /** The endpoint of this configuration. */
    public KeystileEndpoint(Keystile keystile) {
        this.keystile = keystile;
    }

    /** The state now. */
    @ReadOperation
    public State state() {
        StoreHealth health = keystile.health();
        ConfiguredStore store = keystile.config().store();
        Duration age = health.sinceLastResponse();
        return new State(
                new StoreState(
                        store == null ? "bean" : store.type(),
                        health.available(),
                        age == null ? null : age.toMillis(),
                        health.problem()),
                health.feed().name().toLowerCase(Locale.ROOT),
                new CacheState(
                        keystile.cachedKeys(),
                        keystile.cachedMisses(),
                        keystile.config().cache().freshFor().toMillis(),
                        keystile.config().cache().staleFor().toMillis()));
    }

    /**
     * All that is shown.
     *
     * @param feed {@code connected}, {@code broken}, or {@code none} for a store that reports no changes
     */
    public record State(StoreState store, String feed, CacheState cache) {}

    /**
     * The store.
     *
     * @param available whether the store responded to the last look-up
     * @param millisSinceLastResponse null if there was no look-up yet
     * @param problem the error in the newest content of the store; null if there is none
     */
    public record StoreState(
            String type,
            boolean available,
            @Nullable Long millisSinceLastResponse,
            @Nullable String problem) {}

    /** The cache: approximate numbers of entries, and the bounds in milliseconds. */
    public record CacheState(long keys, long unknownKeys, long freshForMillis, long staleForMillis) {}
}
