package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
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

    private static final Actor TEST = new Actor("test", "test");
    private static final Actor READER = new Actor("dashboard", "127.0.0.1");

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private DemoDatabase database;
    private KeyAdmin admin;
    private SealedKeys sealed;
    private OwnKeys keys;

    @BeforeEach
    void open() throws Exception {
        database = DemoDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", null));
        admin = KeyAdmin.on(
                new JdbcAdminStore(database.keys().dataSource()),
                new KeyIssuer(new KeyGenerator(), () -> now),
                AdminListener.NONE);
        admin.createEnvironment(TEST, new Environment("demo", "Demo Project"));
        admin.createEnvironment(TEST, new Environment("default", "Default Project"));
        sealed = SealedKeys.open(database.keys().dataSource(), folder.resolve("sealing-key"));
        keys = new OwnKeys(admin, sealed);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A second later than the one before. */
    private IssuedKey make(KeyRequest request) throws AdminException {
        now = now.plusSeconds(1);
        return admin.issue(TEST, request);
    }

    private static KeyRequest secret() {
        return KeyRequest.of(KeyType.SECRET, "demo", "");
    }

    private IssuedKey keep(IssuedKey key) {
        sealed.keep(key);
        return key;
    }

    private IssuedKey keep(KeyType type) throws AdminException {
        return keep(make(KeyRequest.of(type, "demo", "")));
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

        assertThat(keys.reveal(Account.DEFAULT_ID, type, READER)).hasValue(newest.key());
    }

    @Test
    void aSecretKeyThatIsShownIsAuditedEachTimeAndAPublishableOneIsNot() throws Exception {
        keep(KeyType.PUBLISHABLE);
        IssuedKey secret = keep(KeyType.SECRET);

        keys.reveal(Account.DEFAULT_ID, KeyType.PUBLISHABLE, READER);
        keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER);
        keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER);

        assertThat(revealed())
                .containsExactly(secret.record().id(), secret.record().id());
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void aKeyOfAnotherProjectIsNotShown(KeyType type) throws Exception {
        keep(make(KeyRequest.of(type, "default", "")));

        assertThat(keys.reveal(Account.DEFAULT_ID, type, READER)).isEmpty();
        assertThat(revealed()).isEmpty();
    }

    @Test
    void aKeyThatHasEndedIsNotShown() throws Exception {
        IssuedKey good = keep(KeyType.SECRET);
        admin.revoke(TEST, keep(KeyType.SECRET).record().id());
        IssuedKey rolled = keep(KeyType.SECRET);
        admin.roll(TEST, rolled.record().id(), Duration.ZERO);

        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).hasValue(good.key());
        assertThat(revealed()).containsExactly(good.record().id());
    }

    @Test
    void aKeyIsShownUntilItEnds() throws Exception {
        IssuedKey ending = keep(make(secret().expiresAt(now.plus(Duration.ofHours(1)))));

        now = ending.record().expiresAt().minusMillis(1);
        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).hasValue(ending.key());
        now = now.plusMillis(1);
        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).isEmpty();
    }

    @Test
    void aKeyWithoutLimitsComesBeforeNewerOnesThatHaveSome() throws Exception {
        IssuedKey free = keep(KeyType.SECRET);
        keep(make(secret().scopes(List.of("organizations:read"))));
        keep(make(secret().networks(List.of("10.0.0.0/8"))));

        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).hasValue(free.key());
    }

    @Test
    void aLimitedKeyIsShownWhereThereIsNoOther() throws Exception {
        keep(make(secret().scopes(List.of("organizations:read"))));
        IssuedKey newest = keep(make(secret().networks(List.of("10.0.0.0/8"))));

        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).hasValue(newest.key());
    }

    @Test
    void aKeyThatWasNotKeptIsPassedOver() throws Exception {
        IssuedKey kept = keep(KeyType.SECRET);
        make(secret());

        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).hasValue(kept.key());
        assertThat(revealed()).containsExactly(kept.record().id());
    }

    @Test
    void whatWasSealedUnderAnotherKeyIsPassedOver() throws Exception {
        keep(KeyType.SECRET);
        Files.delete(folder.resolve("sealing-key"));
        sealed = SealedKeys.open(database.keys().dataSource(), folder.resolve("sealing-key"));
        OwnKeys later = new OwnKeys(admin, sealed);

        assertThat(later.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).isEmpty();
        assertThat(revealed()).isEmpty();
    }

    @Test
    void withoutAKeyThereIsNothingToShow() throws Exception {
        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER)).isEmpty();
        assertThat(keys.reveal(Account.DEFAULT_ID, KeyType.PUBLISHABLE, READER)).isEmpty();
    }

    @Test
    void anOutageIsNotTheAbsenceOfKeys() throws Exception {
        keep(KeyType.SECRET);
        database.close();

        assertThatThrownBy(() -> keys.reveal(Account.DEFAULT_ID, KeyType.SECRET, READER))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
