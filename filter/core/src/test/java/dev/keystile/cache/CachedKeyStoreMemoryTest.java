package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.TestKeys;
import org.junit.jupiter.api.Test;

class CachedKeyStoreMemoryTest extends CacheFixture {

    @Test
    void aFloodOfInventedKeysPushesNoGoodKeyOutAndStaysBounded() {
        cache(SETTINGS.withMaxNegative(1000).withMaxKeys(10));
        ApiKey key = cached();

        for (int i = 0; i < 200_000; i++) {
            find(TestKeys.digest(i));
        }

        int finds = store.finds.get();
        assertKnown(key);
        assertThat(store.finds).as("still known").hasValue(finds);
        assertThat(cache.negativeSize()).isLessThanOrEqualTo(1000);
        assertThat(cache.size()).isOne();
    }

    @Test
    void knownKeysAreBoundedToo() {
        cache(SETTINGS.withMaxKeys(10));
        for (int i = 0; i < 500; i++) {
            cached();
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void withoutRoomForUnknownKeysEachIsLookedUpInTheStore() {
        cache(SETTINGS.withMaxNegative(0));

        assertUnknown(find(TestKeys.digest(1)));
        assertUnknown(find(TestKeys.digest(1)));

        assertThat(store.finds).hasValue(2);
    }
}
