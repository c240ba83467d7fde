package dev.keystile.demo.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.ReservedPort;
import dev.keystile.admin.Actor;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(booleans = {false, true})
class SealedKeysTest {

    private static final Actor TEST = new Actor("test", "test");

    @Parameter
    private boolean postgres;

    @TempDir
    private Path folder;

    private EmbeddedPostgres server;
    private DemoDatabase database;
    private KeyAdmin admin;
    private SealedKeys sealed;

    @BeforeEach
    void open() throws Exception {
        server = postgres
                ? EmbeddedPostgres.builder()
                        .setPort(ReservedPort.next())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start()
                : null;
        database = DemoDatabase.openAndMigrate(
                postgres
                        ? DatabaseAddress.at(server.getJdbcUrl("postgres", "postgres"), null, null)
                        : DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", null));
        admin = database.keys().admin();
        admin.createEnvironment(TEST, new Environment("demo", "Demo Project"));
        sealed = SealedKeys.open(database.keys().dataSource(), folder.resolve("sealing-key"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        if (server != null) {
            server.close();
        }
    }

    private IssuedKey kept() throws Exception {
        IssuedKey key = admin.issue(TEST, KeyRequest.of(KeyType.SECRET, "demo", "ci"));
        sealed.keep(key);
        return key;
    }

    private List<String> rows() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT key_id FROM demo_sealed_key")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void theCopyOfARevokedKeyIsDeletedInTheSameTransaction() throws Exception {
        IssuedKey key = kept();
        IssuedKey other = kept();
        admin.edit(TEST, key.record().id(), KeyEdit.none().name("other"));
        assertThat(rows()).hasSize(2);

        admin.revoke(TEST, key.record().id());

        assertThat(rows()).containsExactly(other.record().id());
    }

    @Test
    void theCopyOfARolledKeyIsDeletedWhenTheKeyExpires() throws Exception {
        IssuedKey atOnce = kept();
        IssuedKey inAnHour = kept();

        admin.roll(TEST, inAnHour.record().id(), Duration.ofHours(1));
        admin.roll(TEST, atOnce.record().id(), Duration.ZERO);
        assertThat(rows()).containsExactly(inAnHour.record().id());

        Instant end = admin.describe(inAnHour.record().id()).key().expiresAt();
        sealed.forgetEnded(end.minusMillis(1));
        assertThat(rows()).hasSize(1);
        sealed.forgetEnded(end);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aKeyThatIsRevokedBySqlIsNotShownAndForgottenAtTheNextRound() throws Exception {
        IssuedKey key = kept();
        IssuedKey deleted = kept();
        IssuedKey good = kept();
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "UPDATE keystile_key SET revoked_at = CURRENT_TIMESTAMP WHERE id = ?",
                    key.record().id());
            handle.execute(
                    "DELETE FROM keystile_key WHERE id = ?", deleted.record().id());
        });

        assertThat(sealed.reveal(key.record())).isEmpty();
        assertThat(sealed.reveal(deleted.record())).isEmpty();
        assertThat(sealed.reveal(good.record())).hasValue(good.key());
        sealed.forgetEnded(Instant.now());
        assertThat(rows()).containsExactly(good.record().id());
    }

    @Test
    void aKeyThatWasRevokedBeforeItIsKeptIsNotKept() throws Exception {
        IssuedKey key = admin.issue(TEST, KeyRequest.of(KeyType.SECRET, "demo", "ci"));
        admin.revoke(TEST, key.record().id());

        sealed.keep(key);

        assertThat(rows()).isEmpty();
    }

    @Test
    void aKeyIsRevokedAlsoWhereNothingCanBeSealed() throws Exception {
        IssuedKey key = kept();
        database.jdbi().useHandle(handle -> handle.execute("DROP TABLE demo_sealed_key"));

        assertThat(admin.revoke(TEST, key.record().id()).isRevoked()).isTrue();
        assertThat(admin.describe(key.record().id()).key().isRevoked()).isTrue();
    }
}
