package dev.keystile.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.CacheListener;
import dev.keystile.store.CacheSettings;
import dev.keystile.store.CachedKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.MemoryKeyStore;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No key's text is in any log event, at the lowest level. */
class LogSearchTest {

    private static final int MAX_TAIL = 4;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    private Level before;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        events.start();
        root.addAppender(events);
    }

    @AfterEach
    void stop() {
        root.detachAppender(events);
        root.setLevel(before);
    }

    @Test
    void anUnknownKey() {
        decide(new MemoryKeyStore(), VerdictListener.NONE, "Bearer " + key);

        assertThatNoEventShowsTheKey();
    }

    @Test
    void whatIsNotQuiteAKey() {
        decide(new MemoryKeyStore(), VerdictListener.NONE, "Bearer " + key.substring(0, key.length() - 1) + '?');
        decide(new MemoryKeyStore(), VerdictListener.NONE, "Bearer " + key + ", Bearer " + key);
        decide(new MemoryKeyStore(), VerdictListener.NONE, "Digest " + key);
        decide(new MemoryKeyStore(), VerdictListener.NONE, "Basic " + key);

        assertThatNoEventShowsTheKey();
    }

    @Test
    void aStoreThatFails() {
        ApiKeyStore broken = digest -> {
            throw new KeyStoreException("no connection");
        };
        decide(broken, VerdictListener.NONE, "Bearer " + key);

        assertThatNoEventShowsTheKey();
        assertThat(events.list).anyMatch(event -> event.getLevel() == Level.WARN);
    }

    @Test
    void aListenerThatFails() {
        VerdictListener broken = (verdict, route, requestId) -> {
            throw new IllegalStateException("broken listener: " + verdict);
        };
        decide(new MemoryKeyStore(), broken, "Bearer " + key);

        assertThatNoEventShowsTheKey();
        assertThat(events.list).anyMatch(event -> event.getThrowableProxy() != null);
    }

    private void decide(ApiKeyStore store, VerdictListener listener, String authorization) {
        try (CachedKeyStore<Verdict.Granted> keys =
                new CachedKeyStore<>(store, CacheSettings.DEFAULT, Verdict.Granted::of, CacheListener.NONE)) {
            Verdict verdict = new Authenticator(
                            new HeaderCredentialReader(true, null),
                            RouteTable.of(List.of()),
                            keys,
                            Trust.NOBODY,
                            new AuditLog().and(listener),
                            InstantSource.system())
                    .decide(FakeRequest.authorization(authorization));
            root.trace("decided {}", verdict);
        }
    }

    /** More of the secret part than the four characters that a hint shows. */
    private void assertThatNoEventShowsTheKey() {
        String random = key.substring("sk_demo_".length());
        assertThat(events.list).isNotEmpty();
        for (ILoggingEvent event : List.copyOf(events.list)) {
            String text = event.getFormattedMessage()
                    + Arrays.toString(event.getArgumentArray())
                    + messages(event.getThrowableProxy());
            for (int i = 0; i + MAX_TAIL < random.length(); i++) {
                assertThat(text).doesNotContain(random.substring(i, i + MAX_TAIL + 1));
            }
        }
    }

    private static String messages(IThrowableProxy thrown) {
        return thrown == null ? "" : thrown.getMessage() + messages(thrown.getCause());
    }
}
