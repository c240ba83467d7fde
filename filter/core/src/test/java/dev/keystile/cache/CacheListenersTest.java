package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheListenersTest {

    private final CountingListener first = new CountingListener();
    private final CountingListener second = new CountingListener();

    @Test
    void twoListenersHearEachEvent() {
        CacheListener both = first.and(second);

        both.hit();
        both.miss();
        both.loaded(1);
        both.failed(1);
        both.stale();
        both.overloaded();

        assertHeardOnce(first);
        assertHeardOnce(second);
    }

    @Test
    void whatFollowsNoListenerIsAlone() {
        assertThat(CacheListener.NONE.and(second)).isSameAs(second);
    }

    private static void assertHeardOnce(CountingListener listener) {
        assertThat(listener.hits).hasValue(1);
        assertThat(listener.misses).hasValue(1);
        assertThat(listener.loads).hasValue(1);
        assertThat(listener.failures).hasValue(1);
        assertThat(listener.stale).hasValue(1);
        assertThat(listener.overloads).hasValue(1);
    }
}
