package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.UnreadableRecordException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads about a store that fails: few lines, however many requests there are. */
class StoreReaderLogTest {

    private static final String WRONG = "A key is unavailable, because its record is wrong: the scopes of key_1";

    private final LogLines log = LogLines.of(KeyLoader.class);

    private final ScriptedStore store = new ScriptedStore();
    private final FakeTicker ticker = new FakeTicker();
    private final CountingListener listener = new CountingListener();
    private final LoadBulkhead<String> bulkhead = new LoadBulkhead<>(1, 1, 1, 1);
    private final CacheEntries<String> entries = new CacheEntries<>(CacheSettings.DEFAULT);
    private final StoreReader<String> reader =
            new StoreReader<>(store, CacheSettings.DEFAULT, key -> key.id(), listener, ticker, entries);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void anOutageIsOneLineUntilTheStoreRespondsAgain() {
        store.failWith(new KeyStoreException("the database is down"));
        read(1);
        read(2);
        assertThat(log.messages())
                .containsExactly("The key store fails: it failed. Known keys pass for stale-for, others get 503.");

        store.recover();
        assertThat(read(3)).isSameAs(entries.noSuchKey);
        InFlightLoad<String> overdue = load(4);
        reader.noteOverdue(overdue);
        reader.noteOverdue(overdue);
        assertThat(log.messages())
                .element(1)
                .isEqualTo("The key store fails: no response within load-timeout."
                        + " Known keys pass for stale-for, others get 503.");
        assertThat(log.messages()).hasSize(2);
    }

    @Test
    void aRecordThatIsWrongIsALineAMinute() {
        store.failWith(new UnreadableRecordException("the scopes of key_1", new IllegalStateException()));

        assertThat(read(1)).isSameAs(reader.failed);
        ticker.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(read(1)).isSameAs(reader.failed);
        assertThat(log.messages()).containsExactly(WRONG);

        ticker.advance(Duration.ofNanos(1));
        read(1);
        assertThat(log.messages()).containsExactly(WRONG, WRONG);
        assertThat(listener.failures).hasValue(3);
        assertThat(bulkhead.failures.isFailing()).as("the store is not blamed").isFalse();
    }

    private Lookup<String> read(long number) {
        return reader.read(load(number), ticker.getAsLong());
    }

    private InFlightLoad<String> load(long number) {
        KeyDigest digest = TestKeys.digest(number);
        return new InFlightLoad<>(digest, bulkhead, 0);
    }
}
