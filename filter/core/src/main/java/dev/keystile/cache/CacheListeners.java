package dev.keystile.cache;

/** Passes each event to two listeners, one after the other. */
record CacheListeners(CacheListener first, CacheListener second) implements CacheListener {

    @Override
    public void hit() {
        first.hit();
        second.hit();
    }

    @Override
    public void miss() {
        first.miss();
        second.miss();
    }

    @Override
    public void loaded(long nanos) {
        first.loaded(nanos);
        second.loaded(nanos);
    }

    @Override
    public void failed(long nanos) {
        first.failed(nanos);
        second.failed(nanos);
    }

    @Override
    public void stale() {
        first.stale();
        second.stale();
    }

    @Override
    public void overloaded() {
        first.overloaded();
        second.overloaded();
    }
}
