package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class GuardedCacheListenerTest {

    @Test
    void everyEventIsPassedOn() {
        CountingListener counting = new CountingListener();

        tellAll(GuardedCacheListener.of(counting));

        assertThat(counting.counts()).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void whatAListenerThrowsIsKeptFromTheCaller() {
        CacheListener broken = (CacheListener) Proxy.newProxyInstance(
                CacheListener.class.getClassLoader(), new Class<?>[] {CacheListener.class}, (proxy, event, args) -> {
                    throw new StackOverflowError(event.getName());
                });

        assertThatNoException().isThrownBy(() -> tellAll(GuardedCacheListener.of(broken)));
    }

    @Test
    void noListenerNeedsNoGuard() {
        assertThat(GuardedCacheListener.of(CacheListener.NONE)).isSameAs(CacheListener.NONE);
        assertThatNoException().isThrownBy(() -> tellAll(CacheListener.NONE));
    }

    private static void tellAll(CacheListener listener) {
        listener.hit();
        listener.miss();
        listener.loaded(1);
        listener.failed(1);
        listener.stale();
        listener.overloaded();
    }
}
