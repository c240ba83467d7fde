package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.store.ApiKeyStore.FeedState;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresChangeFeedErrorTest {

    /** As where a class of the driver cannot be loaded, or the memory is used up for a while. */
    @Test
    void anErrorEndsTheLinkAndNotTheFeed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        PostgresChangeFeed feed = new PostgresChangeFeed(
                () -> {
                    switch (attempts.incrementAndGet()) {
                        case 1 -> throw new SQLException("not yet");
                        case 2 -> throw new NoClassDefFoundError("org/postgresql/Gone");
                        case 3 -> throw new OutOfMemoryError("for the test");
                        default -> again.countDown();
                    }
                    throw new SQLException("still not");
                },
                System::nanoTime);
        try (feed) {
            feed.start();

            assertThat(again.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(feed.state()).isEqualTo(FeedState.BROKEN);
        }
    }
}
