package dev.keystile.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

final class CountingListener implements CacheListener {

    final AtomicInteger hits = new AtomicInteger();
    final AtomicInteger misses = new AtomicInteger();
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger stale = new AtomicInteger();
    final AtomicInteger overloads = new AtomicInteger();

    /** How often each event was heard. */
    List<Integer> counts() {
        return Stream.of(hits, misses, loads, failures, stale, overloads)
                .map(AtomicInteger::get)
                .toList();
    }

    @Override
    public void hit() {
        hits.incrementAndGet();
    }

    @Override
    public void miss() {
        misses.incrementAndGet();
    }

    @Override
    public void loaded(long nanos) {
        loads.incrementAndGet();
    }

    @Override
    public void failed(long nanos) {
        failures.incrementAndGet();
    }

    @Override
    public void stale() {
        stale.incrementAndGet();
    }

    @Override
    public void overloaded() {
        overloads.incrementAndGet();
    }
}
