package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.TestKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only PostgreSQL's tables can do. */
class PostgresTablesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final Actor ANNA = new Actor("anna", "build-7");

    private final ApiKey key = TestKeys.newRecord();
    private HikariDataSource dataSource;
    private KeyAdmin admin;

    @BeforeEach
    void addAKey() throws Exception {
        dataSource = Database.POSTGRESQL.migrated();
        Database.add(dataSource, key);
        admin = KeyAdmin.on(
                new JdbcAdminStore(dataSource),
                new KeyIssuer(new KeyGenerator(), InstantSource.fixed(NOON)),
                AdminListener.NONE);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE keystile_audit SET actor = 'nobody'",
                "DELETE FROM keystile_audit",
                "DELETE FROM keystile_audit WHERE false",
                "TRUNCATE keystile_audit"
            })
    void theAuditIsOnlyAddedTo(String sql) throws Exception {
        admin.revoke(ANNA, key.id());

        assertThatThrownBy(() -> Database.execute(dataSource, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("keystile_audit is append-only");
        assertThat(Database.query(dataSource, String.class, "SELECT actor FROM keystile_audit"))
                .containsExactly("anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "294276-12-31 23:59:59+00", "4713-01-01 00:00:00+00 BC"})
    void aTimeBeyondAllCalendarsIsARevocationToo(String time) throws Exception {
        Database.execute(dataSource, "UPDATE keystile_key SET revoked_at = '" + time + "'");

        assertThat(new JdbcKeyStore(dataSource).find(key.digest()).isRevoked()).isTrue();
        assertThat(admin.revoke(ANNA, key.id()).isRevoked()).isTrue();
        admin.edit(ANNA, key.id(), KeyEdit.none().name("other"));
        assertThat(Database.query(
                        dataSource, Boolean.class, "SELECT revoked_at = '" + time + "'::timestamptz FROM keystile_key"))
                .containsExactly(true);
    }

    @Test
    void anOldNameThatIsNotPrintableIsEscaped() throws Exception {
        Database.execute(dataSource, "UPDATE keystile_key SET name = 'c' || chr(8238) || 'i'");

        assertThat(new JdbcKeyStore(dataSource).find(key.digest()).name()).isEqualTo("c\\u202Ei");
        admin.edit(ANNA, key.id(), KeyEdit.none().scopes(null));
        assertThat(Database.query(dataSource, String.class, "SELECT detail FROM keystile_audit"))
                .singleElement()
                .asString()
                .startsWith("name c\\u202Ei, ");
    }

    @Test
    void aKeyWithoutEndIsRolled() throws Exception {
        Database.execute(dataSource, "UPDATE keystile_key SET expires_at = 'infinity'");

        admin.roll(ANNA, key.id(), Duration.ofHours(1));

        assertThat(Database.query(
                        dataSource,
                        String.class,
                        "SELECT (expires_at = 'infinity')::text FROM keystile_key ORDER BY 1"))
                .containsExactly("false", "true");
    }

    @Test
    void nodesThatRecordTheUseOfTheSameKeysNeverBlockEachOther() throws Exception {
        ApiKey[] used = Stream.generate(TestKeys::newRecord).limit(60).toArray(ApiKey[]::new);
        Database.add(dataSource, used);
        List<String> ids = Stream.of(used).map(ApiKey::id).toList();
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> nodes = new ArrayList<>();
        for (int node = 1; node <= 3; node++) {
            int number = node;
            nodes.add(threads.submit(() -> recordUse(ids, number, start)));
        }
        threads.shutdown();

        for (Future<?> node : nodes) {
            node.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        }

        new JdbcKeyStore(dataSource)
                .recordingUseWith(dataSource)
                .recordUse(ids.stream().collect(Collectors.toMap(id -> id, id -> NOON.plusSeconds(30))));
        assertThat(Database.query(
                        dataSource,
                        Long.class,
                        "SELECT count(*) FROM keystile_key WHERE last_used_at = '" + NOON.plusSeconds(30) + "'"))
                .containsExactly(60L);
    }

    @Test
    void aKeyThatSomebodyChangesIsPassedOverWhenUsesAreRecorded() throws Exception {
        ApiKey held = TestKeys.newRecord();
        ApiKey free = TestKeys.newRecord();
        add(held);
        add(free);
        JdbcKeyStore store = new JdbcKeyStore(dataSource).recordingUseWith(dataSource);

        try (Connection byHand = dataSource.getConnection();
                Statement statement = byHand.createStatement()) {
            byHand.setAutoCommit(false);
            statement.execute("UPDATE keystile_key SET name = 'other' WHERE id = '" + held.id() + "'");
            store.recordUse(Map.of(held.id(), NOON, free.id(), NOON));
            byHand.commit();
        }

        assertThat(Database.query(
                        dataSource, String.class, "SELECT id FROM keystile_key WHERE last_used_at IS NOT NULL"))
                .containsExactly(free.id());
    }

    private void add(ApiKey record) {
        Database.add(dataSource, record);
    }

    private void recordUse(List<String> ids, int node, CyclicBarrier start) {
        JdbcKeyStore store = new JdbcKeyStore(dataSource).recordingUseWith(dataSource);
        try {
            start.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
            for (int round = 0; round < 10; round++) {
                Map<String, Instant> uses = new HashMap<>();
                for (String id : ids) {
                    uses.put(id, NOON.plusSeconds(10L * (node - 1) + round));
                }
                store.recordUse(uses);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
