package dev.keystile.micrometer;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.StoreHealth;
import dev.keystile.decision.Decision;
import dev.keystile.decision.DecisionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The metrics of the filter: decisions as {@code keystile.decisions}, the cache as {@code keystile.cache.*}, the store as
 * {@code keystile.store.*}. No tag holds anything that a client has sent: an environment is that of a known key. Safe for
 * use by many threads.
 *
 * <pre>{@code
 * KeystileMetrics metrics = new KeystileMetrics(registry);
 * ApiKeyAuthFilter filter = ApiKeyAuthFilter.builder()
 *         .store(store)
 *         .listener(new AuditLog().and(metrics))
 *         .cacheListener(metrics)
 *         .build();
 * Keystile keystile = filter.keystile().orElseThrow();
 * metrics.bind(keystile::health, keystile::cachedKeys, keystile::cachedMisses);
 * }</pre>
 */
public final class KeystileMetrics implements DecisionListener, CacheListener {

    private final MeterRegistry registry;
    private final DecisionCounters decisions;
    private final Counter hits;
    private final Counter misses;
    private final Counter loads;
    private final Counter failures;
    private final Counter stale;
    private final Counter overloaded;
    private final Timer load;

    /** Meters in this registry. */
    public KeystileMetrics(MeterRegistry registry) {
        this.registry = registry;
        decisions = new DecisionCounters(registry);
        hits = counter("keystile.cache.hits", "Requests decided from memory");
        misses = counter("keystile.cache.misses", "Requests that had to wait for the store");
        loads = counter("keystile.cache.loads", "Look-ups to which the store responded");
        failures = counter("keystile.cache.failures", "Look-ups to which the store did not respond");
        stale = counter("keystile.cache.stale", "Requests decided with what is older than fresh-for");
        overloaded = counter("keystile.cache.overloaded", "Requests turned away because too many wait for the store");
        load = Timer.builder("keystile.cache.load")
                .description("Time of a look-up in the store, whether it responded or not")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /**
     * Adds the gauges.
     *
     * @param health how the store does
     * @param size how many known keys are held
     * @param negativeSize how many unknown digests are held
     */
    public void bind(Supplier<StoreHealth> health, LongSupplier size, LongSupplier negativeSize) {
        gauge("keystile.cache.size", "Known keys held", size::getAsLong);
        gauge("keystile.cache.negative.size", "Unknown digests held", negativeSize::getAsLong);
        gauge(
                "keystile.store.responding",
                "1 while the store responds, else 0",
                () -> flag(health.get().available()));
        gauge(
                "keystile.store.problem",
                "1 while the store's content is broken, else 0",
                () -> flag(health.get().problem() != null));
        gauge(
                "keystile.store.feed",
                "1 while changes arrive at once, -1 while they are missed, 0 for a store that reports none",
                () -> feed(health.get()));
        TimeGauge.builder("keystile.store.response.age", () -> responseAge(health.get()), TimeUnit.SECONDS)
                .description("Time since the last response of the store")
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private static int feed(StoreHealth health) {
        return switch (health.feed()) {
            case CONNECTED -> 1;
            case NONE -> 0;
            case BROKEN -> -1;
        };
    }

    private static double responseAge(StoreHealth health) {
        Duration age = health.sinceLastResponse();
        return age == null ? Double.NaN : age.toNanos() / 1e9;
    }

    @Override
    public void decided(Decision decision) {
        decisions.of(decision).increment();
    }

    @Override
    public void hit() {
        hits.increment();
    }

    @Override
    public void miss() {
        misses.increment();
    }

    @Override
    public void loaded(long nanos) {
        loads.increment();
        load.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(long nanos) {
        failures.increment();
        load.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stale() {
        stale.increment();
    }

    @Override
    public void overloaded() {
        overloaded.increment();
    }
}
