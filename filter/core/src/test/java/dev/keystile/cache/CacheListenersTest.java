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

        assertThat(first.counts()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(second.counts()).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void whatFollowsNoListenerIsAlone() {
        assertThat(CacheListener.NONE.and(second)).isSameAs(second);
    }
}
