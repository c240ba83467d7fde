package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.cli.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnKeysTest {

    private static final Actor READER = new Actor("dashboard", "127.0.0.1");

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private DemoDatabase database;
    private JdbcKeyRegistry registry;
    private SealedKeys sealed;
    private OwnKeys keys;

    @BeforeEach
    void open() throws Exception {
        database = DemoDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", null));
        registry = new JdbcKeyRegistry(
                database.keys().dataSource(), new KeyGenerator(), () -> now, new Actor("test", "test"));
        registry.createEnvironment(new Environment("demo", "Demo Project", "project_1"));
        registry.createEnvironment(new Environment("default", "Default Project", "project_2"));
        sealed = SealedKeys.open(database.keys().dataSource(), folder.resolve("sealing-key"));
        keys = new OwnKeys(registry, sealed, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A second later than the one before. */
    private IssuedKey make(KeyType type, String environment, Scopes scopes, Restrictions restrictions, Instant end)
            throws KeyStoreException {
        now = now.plusSeconds(1);
        return registry.issue(new KeyRequest(type, environment, "", scopes, restrictions, end));
    }

    private IssuedKey keep(IssuedKey key) {
        sealed.keep(key);
        return key;
    }

    private IssuedKey keep(KeyType type) throws KeyStoreException {
        return keep(make(type, "demo", Scopes.all(), Restrictions.NONE, null));
    }

    /** The ids of the keys of which the audit log says that this reader saw them. */
    private List<String> revealed() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT key_id FROM keystile_audit WHERE action = 'reveal'"
                                + " AND actor = 'dashboard' AND origin = '127.0.0.1' ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void theNewestKeyOfTheTypeIsShown(KeyType type) throws Exception {
        keep(type);
        IssuedKey newest = keep(type);
        keep(type == KeyType.SECRET ? KeyType.PUBLISHABLE : KeyType.SECRET);

        assertThat(keys.reveal(type, READER)).hasValue(newest.text());
    }

    @Test
    void aSecretKeyThatIsShownIsAuditedEachTimeAndAPublishableOneIsNot() throws Exception {
        keep(KeyType.PUBLISHABLE);
        IssuedKey secret = keep(KeyType.SECRET);

        keys.reveal(KeyType.PUBLISHABLE, READER);
        keys.reveal(KeyType.SECRET, READER);
        keys.reveal(KeyType.SECRET, READER);

        assertThat(revealed())
                .containsExactly(secret.record().id(), secret.record().id());
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void aKeyOfAnotherProjectIsNotShown(KeyType type) throws Exception {
        keep(make(type, "default", Scopes.all(), Restrictions.NONE, null));

        assertThat(keys.reveal(type, READER)).isEmpty();
        assertThat(revealed()).isEmpty();
    }

    @Test
    void aKeyThatHasEndedIsNotShown() throws Exception {
        IssuedKey good = keep(KeyType.SECRET);
        registry.revoke(keep(KeyType.SECRET).record().id());
        IssuedKey rolled = keep(KeyType.SECRET);
        registry.roll(rolled.record().id(), Duration.ZERO);

        assertThat(keys.reveal(KeyType.SECRET, READER)).hasValue(good.text());
        assertThat(revealed()).containsExactly(good.record().id());
    }

    @Test
    void aKeyIsShownUntilItEnds() throws Exception {
        IssuedKey ending =
                keep(make(KeyType.SECRET, "demo", Scopes.all(), Restrictions.NONE, now.plus(Duration.ofHours(1))));

        now = ending.record().expiresAt().minusMillis(1);
        assertThat(keys.reveal(KeyType.SECRET, READER)).hasValue(ending.text());
        now = now.plusMillis(1);
        assertThat(keys.reveal(KeyType.SECRET, READER)).isEmpty();
    }

    @Test
    void aKeyWithoutLimitsComesBeforeNewerOnesThatHaveSome() throws Exception {
        IssuedKey free = keep(KeyType.SECRET);
        keep(make(KeyType.SECRET, "demo", Scopes.of(List.of("organizations:read")), Restrictions.NONE, null));
        keep(make(KeyType.SECRET, "demo", Scopes.all(), Restrictions.of(null, List.of("10.0.0.0/8")), null));
        keep(make(KeyType.SECRET, "demo", Scopes.all(), Restrictions.of(List.of("https://a.example"), null), null));

        assertThat(keys.reveal(KeyType.SECRET, READER)).hasValue(free.text());
    }

    @Test
    void aLimitedKeyIsShownWhereThereIsNoOther() throws Exception {
        keep(make(KeyType.SECRET, "demo", Scopes.of(List.of("organizations:read")), Restrictions.NONE, null));
        IssuedKey newest =
                keep(make(KeyType.SECRET, "demo", Scopes.all(), Restrictions.of(null, List.of("10.0.0.0/8")), null));

        assertThat(keys.reveal(KeyType.SECRET, READER)).hasValue(newest.text());
    }

    @Test
    void aKeyThatWasNotKeptIsPassedOver() throws Exception {
        IssuedKey kept = keep(KeyType.SECRET);
        make(KeyType.SECRET, "demo", Scopes.all(), Restrictions.NONE, null);

        assertThat(keys.reveal(KeyType.SECRET, READER)).hasValue(kept.text());
        assertThat(revealed()).containsExactly(kept.record().id());
    }

    @Test
    void whatWasSealedUnderAnotherKeyIsPassedOver() throws Exception {
        keep(KeyType.SECRET);
        Files.delete(folder.resolve("sealing-key"));
        sealed = SealedKeys.open(database.keys().dataSource(), folder.resolve("sealing-key"));
        OwnKeys later = new OwnKeys(registry, sealed, () -> now);

        assertThat(later.reveal(KeyType.SECRET, READER)).isEmpty();
        assertThat(revealed()).isEmpty();
    }

    @Test
    void withoutAKeyThereIsNothingToShow() throws Exception {
        assertThat(keys.reveal(KeyType.SECRET, READER)).isEmpty();
        assertThat(keys.reveal(KeyType.PUBLISHABLE, READER)).isEmpty();
    }

    @Test
    void anOutageIsNotTheAbsenceOfKeys() throws Exception {
        keep(KeyType.SECRET);
        database.close();

        assertThatThrownBy(() -> keys.reveal(KeyType.SECRET, READER)).isInstanceOf(KeyStoreException.class);
    }
}
