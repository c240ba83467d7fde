package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.store.ApiKeyStore.FeedState;
import org.junit.jupiter.api.Test;

class StoreHealthTest {

    @Test
    void aFailingStoreABrokenFeedAndWrongContentNeedAttention() {
        assertThat(new StoreHealth(true, null, FeedState.CONNECTED, null).isHealthy())
                .isTrue();
        assertThat(new StoreHealth(false, null, FeedState.CONNECTED, null).isHealthy())
                .isFalse();
        assertThat(new StoreHealth(true, null, FeedState.BROKEN, null).isHealthy())
                .isFalse();
        assertThat(new StoreHealth(true, null, FeedState.CONNECTED, "line 3").isHealthy())
                .isFalse();
    }
}
