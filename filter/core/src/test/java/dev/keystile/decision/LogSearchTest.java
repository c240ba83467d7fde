package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.FakeRequest;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.MemoryKeyStore;
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
        decide(new MemoryKeyStore(), DecisionListener.NONE, "Bearer " + key);

        assertThatNoEventShowsTheKey();
    }

    @Test
    void whatIsNotQuiteAKey() {
        decide(new MemoryKeyStore(), DecisionListener.NONE, "Bearer " + key.substring(0, key.length() - 1) + '?');
        decide(new MemoryKeyStore(), DecisionListener.NONE, "Bearer " + key + ", Bearer " + key);
        decide(new MemoryKeyStore(), DecisionListener.NONE, "Digest " + key);
        decide(new MemoryKeyStore(), DecisionListener.NONE, "Basic " + key);

        assertThatNoEventShowsTheKey();
    }

    @Test
    void aKeyInAnotherFormatThatIsAlsoTheIdOfTheRequest() {
        String other = "glpat-" + key.substring("sk_demo_".length());
        decide(
                new MemoryKeyStore(),
                DecisionListener.NONE,
                FakeRequest.authorization("Bearer " + other).with("X-Request-ID", other));

        assertThatNoEventShowsTheKey();
    }

    @Test
    void aStoreThatFails() {
        ApiKeyStore broken = digest -> {
            throw new KeyStoreException("no connection");
        };
        decide(broken, DecisionListener.NONE, "Bearer " + key);

        assertThatNoEventShowsTheKey();
        assertThat(events.list).anyMatch(event -> event.getLevel() == Level.WARN);
    }

    @Test
    void aListenerThatFails() {
        DecisionListener broken = decision -> {
            throw new IllegalStateException("broken listener: " + decision);
        };
        decide(new MemoryKeyStore(), broken, "Bearer " + key);

        assertThatNoEventShowsTheKey();
        assertThat(events.list).anyMatch(event -> event.getThrowableProxy() != null);
    }

    private void decide(ApiKeyStore store, DecisionListener listener, String authorization) {
        decide(store, listener, FakeRequest.authorization(authorization));
    }

    private void decide(ApiKeyStore store, DecisionListener listener, FakeRequest request) {
        try (CachedKeyStore<KnownKey> keys =
                new CachedKeyStore<>(store, CacheSettings.DEFAULT, KnownKey::of, CacheListener.NONE)) {
            Decision decision = new AuthenticatorBuilder(RouteTable.of(List.of()), keys)
                    .credentials(CredentialFields.DEFAULT.withOtherFormats())
                    .listener(new AuditLog().and(listener))
                    .build()
                    .decide(request)
                    .await();
            root.trace("decided {}", decision);
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
