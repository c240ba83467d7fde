package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.decision.Decision;
import dev.keystile.decision.UsageRecorder;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.RequestId;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Database.class)
class JdbcKeyStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Parameter
    private Database database;

    private final ApiKey key = TestKeys.newRecord();
    private HikariDataSource dataSource;
    private JdbcKeyStore store;

    @BeforeEach
    void addAKey() throws Exception {
        dataSource = database.migrated();
        store = new JdbcKeyStore(dataSource).recordingUseWith(dataSource);
        Database.add(dataSource, key);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private void update(String assignments) throws Exception {
        Database.execute(dataSource, "UPDATE keystile_key SET " + assignments);
    }

    private Instant lastUse() {
        return KeyTable.jdbi(dataSource)
                .withHandle(handle -> new KeyTable(handle).find(key.id()))
                .orElseThrow()
                .lastUsedAt();
    }

    @Test
    void anUnknownDigestIsNobodys() throws Exception {
        assertThat(store.find(TestKeys.digest(1))).isNull();
        assertThat(store.find(key.digest())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 00:00:00+00", "2026-11-24 12:00:00+14", "9999-12-31 23:59:59-15"})
    void aRevocationCountsWhateverItsTime(String time) throws Exception {
        update("revoked_at = TIMESTAMP WITH TIME ZONE '" + time + "'");

        assertThat(store.find(key.digest()).isRevoked()).isTrue();
    }

    @Test
    void illFormedPlacesAndScopesAllowNothing() throws Exception {
        update("scopes = ARRAY['read', 'a b', NULL],"
                + " allowed_networks = ARRAY['10.0.0.0/8', '10.0.0.1/8', 'localhost']");

        ApiKey found = store.find(key.digest());

        assertThat(found.scopes()).isEqualTo(Scopes.of(List.of("read")));
        assertThat(found.restrictions()).isEqualTo(Restrictions.of(null, List.of("10.0.0.0/8")));
    }

    @Test
    void aRowThatBreaksARuleOpensNothingAndCanStillBeRevoked() throws Exception {
        update("allowed_origins = ARRAY['https://a.example'], allowed_networks = ARRAY['10.0.0.0/8']");

        assertThat(store.find(key.digest()).restrictions()).isEqualTo(Restrictions.of(null, List.of()));
        KeyAdmin.on(new JdbcAdminStore(dataSource)).revoke(new Actor("anna", "build-7"), key.id());
        assertThat(store.find(key.digest()).isRevoked()).isTrue();
    }

    @Test
    void aDatabaseThatFailsMakesNoKeyUnknown() throws Exception {
        Database.execute(dataSource, "ALTER TABLE keystile_key RENAME TO gone");
        assertThatThrownBy(() -> store.find(key.digest()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("a key cannot be looked up: ");

        dataSource.close();
        assertThatThrownBy(() -> store.find(key.digest())).isInstanceOf(KeyStoreException.class);
        assertThatThrownBy(() -> store.recordUse(Map.of(key.id(), NOON))).isInstanceOf(KeyStoreException.class);
    }

    @Test
    void theSessionsTimeZoneChangesNothing() throws Exception {
        try (HikariDataSource elsewhere = new HikariDataSource()) {
            elsewhere.setJdbcUrl(dataSource.getJdbcUrl());
            elsewhere.setConnectionInitSql("SET TIME ZONE 'Asia/Kathmandu'");
            JdbcKeyStore there = new JdbcKeyStore(elsewhere).recordingUseWith(elsewhere);
            ApiKey ending = TestKeys.newRecord().endingAt(NOON).revokedAt(NOON);
            Database.add(elsewhere, ending);
            there.recordUse(Map.of(key.id(), NOON));

            assertThat(store.find(ending.digest())).isEqualTo(ending);
            assertThat(there.find(ending.digest())).isEqualTo(ending);
            assertThat(lastUse()).isEqualTo(NOON);
        }
    }

    @Test
    void theLastUseNeverGoesBack() throws Exception {
        assertThat(store.recordsUse()).isTrue();
        assertThat(lastUse()).isNull();

        store.recordUse(Map.of(key.id(), NOON, "key_gone", NOON));
        store.recordUse(Map.of(key.id(), NOON.minusSeconds(1)));
        assertThat(lastUse()).isEqualTo(NOON);

        store.recordUse(Map.of(key.id(), NOON.plusSeconds(1)));
        assertThat(lastUse()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void aLastUseInTheFutureIsPutRight() throws Exception {
        store.recordUse(Map.of(key.id(), Instant.parse("2999-01-01T00:00:00Z")));
        store.recordUse(Map.of(key.id(), NOON));
        assertThat(lastUse()).isEqualTo(NOON);
    }

    @Test
    void aGrantedRequestIsRecorded() {
        try (UsageRecorder recorder = UsageRecorder.start(store, () -> NOON)) {
            recorder.decided(new Decision.Granted(KnownKey.of(key), "/a", RequestId.of("r-1"), List.of()));

            await().until(() -> NOON.equals(lastUse()));
        }
    }

    @Test
    void aUseJustBeforeTheEndIsRecorded() {
        UsageRecorder recorder = UsageRecorder.start(store, () -> NOON);
        recorder.decided(new Decision.Granted(KnownKey.of(key), "/a", RequestId.of("r-1"), List.of()));

        recorder.close();

        await().until(() -> NOON.equals(lastUse()));
    }

    @Test
    void manyUsesAreRecordedAtOnce() throws Exception {
        // One more than a batch takes.
        ApiKey[] more = Stream.generate(TestKeys::newRecord).limit(501).toArray(ApiKey[]::new);
        Database.add(dataSource, more);
        Map<String, Instant> uses = new HashMap<>();
        for (ApiKey used : more) {
            uses.put(used.id(), NOON);
        }

        // A busy machine may not record a whole batch within the timeout of a query.
        await().ignoreExceptionsInstanceOf(KeyStoreException.class).until(() -> {
            store.recordUse(uses);
            return true;
        });

        assertThat(Database.query(dataSource, Long.class, "SELECT count(last_used_at) FROM keystile_key"))
                .containsExactly(501L);
    }
}
