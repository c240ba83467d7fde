package dev.keystile.spring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitedStoreTest {

    private static final KeyDigest DIGEST = KeyDigest.ofHex("0".repeat(64));

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private final ApiKeyStore slow = digest -> {
        entered.countDown();
        await(released);
        return null;
    };

    @Test
    void aLookUpBeyondTheLimitFailsAfterItsTimeout() throws Exception {
        LimitedStore store = new LimitedStore(slow, 1, Duration.ZERO);
        FutureTask<ApiKey> first = new FutureTask<>(() -> store.find(DIGEST));
        new Thread(first).start();
        await(entered);

        assertThatThrownBy(() -> store.find(DIGEST))
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("the 1 connections of the pool that keys may take are all in use");

        released.countDown();
        assertThat(first.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isNull();
        assertThat(store.find(DIGEST)).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
