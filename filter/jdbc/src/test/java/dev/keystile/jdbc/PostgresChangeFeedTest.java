package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.LogLines;
import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.cache.Lookup;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.TestKeys;
import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.KeyChanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresChangeFeedTest {

    private static final String ANYTHING = "*";
    private static final String MANY = """
            INSERT INTO keystile_key (id, project_id, type, digest)
            SELECT lpad(i::text, 5, '0'), 'project_demo', 'secret', sha256(i::text::bytea) FROM generate_series(1, %d) AS i
            """;

    private final ApiKey key = TestKeys.newRecord();
    private final Heard heard = new Heard();
    private final AtomicLong ticker = new AtomicLong();
    private final StartedThreads threads = StartedThreads.of("keystile-key-feed");
    private HikariDataSource dataSource;
    private PostgresChangeFeed feed;

    private static final class Heard implements KeyChanges {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void changed(KeyDigest digest) {
            told.add(digest.toHex());
        }

        @Override
        public void accountChanged(String accountId) {
            told.add("account " + accountId);
        }

        @Override
        public void anythingChanged() {
            told.add(ANYTHING);
        }

        List<String> next(int count) throws InterruptedException {
            List<String> next = new ArrayList<>();
            while (next.size() < count) {
                next.add(Objects.requireNonNull(
                        told.poll(TestTimeout.SECONDS, TimeUnit.SECONDS), () -> "only " + next.size()));
            }
            return next;
        }
    }

    @BeforeEach
    void listen() throws Exception {
        dataSource = Database.POSTGRESQL.migrated();
        Database.add(dataSource, key);
        // A feed that a busy machine lets connect late would tell of its connection.
        await().until(() -> {
            feed = listenAt(dataSource.getJdbcUrl());
            if (feed.state() == FeedState.CONNECTED) {
                return true;
            }
            feed.close();
            heard.told.clear();
            return false;
        });
    }

    private PostgresChangeFeed listenAt(String url) {
        PostgresChangeFeed opened = PostgresChangeFeed.open(url, null, null, ticker::get);
        opened.subscribe(heard);
        return opened;
    }

    @AfterEach
    void close() {
        feed.close();
        dataSource.close();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private void pass(Duration time) {
        ticker.addAndGet(time.toNanos());
    }

    private static String hex(ApiKey record) {
        return record.digest().toHex();
    }

    /** Nothing was told before a change that is told. */
    private void assertNothingWasTold() throws Exception {
        ApiKey last = TestKeys.newRecord();
        Database.add(dataSource, last);
        assertThat(heard.next(1)).containsExactly(hex(last));
    }

    private void awaitState(FeedState state) {
        await().until(() -> feed.state() == state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE keystile_key SET revoked_at = now()",
                "UPDATE keystile_key SET revoked_at = 'infinity'",
                "UPDATE keystile_key SET expires_at = now()",
                "UPDATE keystile_key SET name = 'other', last_used_at = now()",
                "UPDATE keystile_key SET scopes = ARRAY['read']",
                "UPDATE keystile_key SET metadata = '{\"a\": \"b\"}'",
                "UPDATE keystile_key SET allowed_origins = '{}'",
                "UPDATE keystile_key SET allowed_networks = ARRAY['10.0.0.0/8']",
                "DELETE FROM keystile_key",
                "INSERT INTO keystile_key SELECT * FROM keystile_key"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name || '2'",
                "BEGIN; SET LOCAL search_path = pg_temp; UPDATE public.keystile_key SET revoked_at = now(); COMMIT",
            })
    void aChangeByAnybodyIsTold(String sql) throws Exception {
        sql(sql);

        assertThat(heard.next(1)).containsExactly(hex(key));
        assertNothingWasTold();
    }

    @Test
    void aChangeOfAnAccountByAnybodyIsToldOnce() throws Exception {
        sql("INSERT INTO keystile_environment (id, name) VALUES ('stage', 'Stage')");
        for (String sql : List.of(
                "UPDATE keystile_account SET state = 'suspended'",
                "UPDATE keystile_account SET state = 'active', created_at = now()",
                "UPDATE keystile_account SET name = 'other'",
                "UPDATE keystile_account SET plan = 'pro'",
                "UPDATE keystile_account SET metadata = '{\"a\": \"b\"}'",
                "UPDATE keystile_project SET environment_id = 'stage'",
                "INSERT INTO keystile_account SELECT * FROM keystile_account"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name || '2'",
                "BEGIN; SET LOCAL search_path = pg_temp; UPDATE public.keystile_account SET plan = 'x'; COMMIT")) {
            sql(sql);
            assertThat(heard.next(1)).as(sql).containsExactly("account default");
        }
        sql(
                "INSERT INTO keystile_account (id, name) VALUES ('cus_42', 'Acme')",
                "INSERT INTO keystile_project (id, account_id, environment_id) VALUES ('p', 'cus_42', 'stage')",
                "UPDATE keystile_account SET name = name, created_at = now()",
                "UPDATE keystile_project SET id = id");
        assertNothingWasTold();

        sql("UPDATE keystile_project SET account_id = 'cus_42', environment_id = 'demo' WHERE account_id = 'default'");
        assertThat(heard.next(2)).containsExactlyInAnyOrder("account cus_42", "account default");
        sql("DELETE FROM keystile_project WHERE id = 'p'", "DELETE FROM keystile_account WHERE id = 'default'");
        assertThat(heard.next(2)).containsExactly("account cus_42", "account default");
    }

    @Test
    void aStatementThatChangesMoreThanAHundredAccountsIsToldOnce() throws Exception {
        sql("INSERT INTO keystile_account (id, name) SELECT 'cus_' || i, 'Acme' FROM generate_series(1, 101) AS i");

        sql("UPDATE keystile_account SET state = 'suspended' WHERE id <> 'cus_101' AND id <> 'default'");
        assertThat(heard.next(100)).doesNotHaveDuplicates().allMatch(told -> told.startsWith("account cus_"));
        sql("UPDATE keystile_account SET state = 'active' WHERE id <> 'default'");
        assertThat(heard.next(100)).doesNotHaveDuplicates().doesNotContain("account cus_101");

        sql("UPDATE keystile_account SET plan = 'free' WHERE id <> 'default'");
        assertThat(heard.next(1)).containsExactly(ANYTHING);
        pass(ChangeNotifications.BETWEEN_ALL);
        sql("DELETE FROM keystile_account WHERE id <> 'default'");
        assertThat(heard.next(1)).containsExactly(ANYTHING);
        assertNothingWasTold();
    }

    @Test
    void anAccountWithManyKeysIsSuspendedAndRevokedWithOneNotificationEach() throws Exception {
        sql(MANY.formatted(101));
        assertThat(heard.next(1)).containsExactly(ANYTHING);
        JdbcAdminStore store = new JdbcAdminStore(dataSource);

        AccountAdmin.on(store).suspend(new Actor("anna", "build-7"), "default");
        assertThat(heard.next(1)).containsExactly("account default");

        pass(ChangeNotifications.BETWEEN_ALL);
        assertThat(KeyAdmin.on(store).revokeAll(new Actor("anna", "build-7"), "default", null))
                .isEqualTo(102);
        assertThat(heard.next(1)).containsExactly(ANYTHING);
        assertNothingWasTold();
    }

    @Test
    void aNewDigestIsToldWithTheOldOne() throws Exception {
        KeyDigest other = TestKeys.digest(1);
        sql("UPDATE keystile_key SET digest = '\\x" + other.toHex() + "'");

        assertThat(heard.next(2)).containsExactlyInAnyOrder(hex(key), other.toHex());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE keystile_key",
                "TRUNCATE keystile_environment CASCADE",
                "TRUNCATE keystile_account CASCADE",
                "TRUNCATE keystile_project CASCADE",
                "UPDATE keystile_environment SET name = 'other'"
            })
    void whatConcernsEveryKeyIsToldOnce(String sql) throws Exception {
        sql(
                sql,
                "INSERT INTO keystile_environment VALUES ('other', 'Other')",
                "INSERT INTO keystile_account (id, name) VALUES ('other', 'Other')",
                "INSERT INTO keystile_project VALUES ('project_other', 'other', 'other')");

        assertThat(heard.next(1)).containsExactly(ANYTHING);
        sql("INSERT INTO keystile_key (id, project_id, type, digest)"
                + " VALUES ('a', 'project_other', 'secret', sha256('a'))");
        assertThat(heard.next(1)).isNotEqualTo(List.of(ANYTHING));
    }

    @Test
    void theChangesOfAdministrationAreToldWhenTheyAreDone() throws Exception {
        KeyAdmin admin = KeyAdmin.on(
                new JdbcAdminStore(dataSource),
                new KeyIssuer(new KeyGenerator(), InstantSource.fixed(Instant.EPOCH)),
                AdminListener.NONE);

        admin.revoke(new Actor("anna", "build-7"), key.id());

        assertThat(heard.next(1)).containsExactly(hex(key));
    }

    @Test
    void useAndRefusedChangesTellNothing() throws Exception {
        new JdbcKeyStore(dataSource).recordingUseWith(dataSource).recordUse(Map.of(key.id(), Instant.EPOCH));
        sql("UPDATE keystile_key SET last_used_at = now()", "UPDATE keystile_key SET name = name");
        sql("BEGIN", "UPDATE keystile_key SET revoked_at = now()", "TRUNCATE keystile_key", "ROLLBACK");

        assertNothingWasTold();
    }

    @Test
    void tablesInAnotherSchemaTellToo() throws Exception {
        sql("CREATE SCHEMA keys");
        try (HikariDataSource other = Database.connect(dataSource.getJdbcUrl() + "&currentSchema=keys")) {
            JdbcSchema.migrate(other);
            Database.add(other, key);
        }
        assertThat(heard.next(1)).containsExactly(hex(key));

        sql("UPDATE keys.keystile_key SET revoked_at = now()");

        assertThat(heard.next(1)).containsExactly(hex(key));
    }

    @Test
    void aStatementThatChangesMoreThanAHundredKeysIsToldOnce() throws Exception {
        sql("DELETE FROM keystile_key", MANY.formatted(100));
        assertThat(heard.next(101)).doesNotHaveDuplicates().doesNotContain(ANYTHING);

        sql("UPDATE keystile_key SET revoked_at = now()");
        assertThat(heard.next(100)).doesNotHaveDuplicates().doesNotContain(ANYTHING);

        sql(MANY.replace("lpad(", "'x' || lpad(")
                .replace("i::text::bytea", "('x' || i)::bytea")
                .formatted(101));
        assertThat(heard.next(1)).containsExactly(ANYTHING);
        for (String sql : List.of("UPDATE keystile_key SET name = 'b'", "DELETE FROM keystile_key")) {
            pass(ChangeNotifications.BETWEEN_ALL);
            sql(sql);
            assertThat(heard.next(1)).containsExactly(ANYTHING);
        }
        assertNothingWasTold();
    }

    @Test
    void tenThousandChangesAreToldInTheirOrder() throws Exception {
        sql("DELETE FROM keystile_key", MANY.formatted(10_000));
        assertThat(heard.next(2)).containsExactly(hex(key), ANYTHING);
        List<String> all =
                Database.query(dataSource, String.class, "SELECT encode(digest, 'hex') FROM keystile_key ORDER BY id");

        sql("""
                DO $$ BEGIN
                    FOR i IN 1..10000 LOOP
                        UPDATE keystile_key SET revoked_at = now() WHERE id = lpad(i::text, 5, '0');
                    END LOOP;
                END $$""");
        assertThat(heard.next(10_000)).isEqualTo(all);

        try (Connection connection = dataSource.getConnection();
                Statement settings = connection.createStatement();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE keystile_key SET name = 'b' WHERE id = lpad(?, 5, '0')")) {
            settings.execute("SET synchronous_commit = off");
            for (int i = 1; i <= 10_000; i++) {
                update.setString(1, String.valueOf(i));
                update.execute();
            }
        }
        assertThat(heard.next(10_000)).isEqualTo(all);
    }

    @Test
    void aFeedWhoseBackendIsKilledComesBackAndDistrustsEverything() throws Exception {
        allowConnections(false);
        killBackend();
        awaitState(FeedState.BROKEN);
        Database.execute(dataSource, "UPDATE keystile_key SET revoked_at = now()");

        allowConnections(true);

        assertThat(heard.next(1)).containsExactly(ANYTHING);
        awaitState(FeedState.CONNECTED);
        assertNothingWasTold();
    }

    @Test
    void aFeedThatCannotConnectAtFirstGoesOnTrying() throws Exception {
        feed.close();
        allowConnections(false);
        feed = listenAt(dataSource.getJdbcUrl());
        assertThat(feed.state()).isEqualTo(FeedState.BROKEN);

        allowConnections(true);

        assertThat(heard.next(1)).containsExactly(ANYTHING);
        assertNothingWasTold();
    }

    @Test
    void aLinkThatIsCutSilentlyIsNoticed() throws Exception {
        try (SilentLink link = new SilentLink(Database.port())) {
            feed.close();
            feed = listenAt(link.through(dataSource.getJdbcUrl()) + "&socketTimeout=0");
            awaitState(FeedState.CONNECTED);

            link.cut();
            awaitState(FeedState.BROKEN);
            link.mend();

            assertThat(heard.next(1)).containsExactly(ANYTHING);
            assertNothingWasTold();
        }
    }

    @Test
    void aListenerThatFailsEndsTheLinkAndNotTheFeed() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        feed.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                if (failed.getCount() > 0) {
                    failed.countDown();
                    throw new IllegalStateException("the listener fails");
                }
            }

            @Override
            public void anythingChanged() {}
        });

        sql("UPDATE keystile_key SET name = 'b'");

        assertThat(heard.next(2)).containsExactly(hex(key), ANYTHING);
        assertNothingWasTold();
    }

    @Test
    void anAccountIsToldByItsId() throws Exception {
        sql("NOTIFY keystile_key, 'account:cus_42'");

        assertThat(heard.next(1)).containsExactly("account cus_42");
        assertNothingWasTold();
    }

    @Test
    void whatIsNoDigestMayMeanAnything() throws Exception {
        sql("NOTIFY keystile_key, 'hello'", "NOTIFY another, 'hello'");

        assertThat(heard.next(1)).containsExactly(ANYTHING);
        assertNothingWasTold();
    }

    /** In as many transactions as there are statements, as a role that may do nothing else. */
    private void notifyAsAStranger(String... payloads) throws SQLException {
        sql("DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE stranger");
            for (String payload : payloads) {
                statement.execute(
                        "SELECT pg_notify('keystile_key', " + payload + ") FROM generate_series(1, 1000) AS i");
            }
            statement.execute("RESET ROLE");
        }
    }

    @Test
    void threeThousandInventedNotificationsAreOneLineAndCountTwice() throws Exception {
        try (LogLines lines = LogLines.of(PostgresChangeFeed.class)) {
            notifyAsAStranger("'invented ' || i");
            assertThat(heard.next(1)).containsExactly(ANYTHING);
            notifyAsAStranger("lpad(i::text, 64, 'g')", "repeat('a', 64 + i)", "'*'");
            assertNothingWasTold();

            pass(ChangeNotifications.BETWEEN_ALL);
            assertThat(heard.next(1)).containsExactly(ANYTHING);
            pass(ChangeNotifications.BETWEEN_ALL);
            assertNothingWasTold();
            assertThat(lines.messages())
                    .singleElement()
                    .asString()
                    .contains("notifications on the channel keystile_key");
        }
        awaitState(FeedState.CONNECTED);
    }

    @Test
    void digestsOfNoKeyNeitherFillTheCacheNorReachTheStore() throws Exception {
        JdbcKeyStore store = new JdbcKeyStore(dataSource).listeningTo(feed);
        AtomicInteger loads = new AtomicInteger();
        CacheSettings patient = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);
        try (CachedKeyStore<ApiKey> cache =
                new CachedKeyStore<>(store, patient, Function.identity(), new CacheListener() {
                    @Override
                    public void loaded(long nanos) {
                        loads.incrementAndGet();
                    }
                })) {
            assertThat(cache.find(key.digest()).await()).isInstanceOf(Lookup.Known.class);

            notifyAsAStranger("encode(sha256(i::text::bytea), 'hex')");
            heard.next(1_000);
            assertNothingWasTold();

            assertThat(cache.find(key.digest()).await()).isInstanceOf(Lookup.Known.class);
            assertThat(cache.size()).isEqualTo(1);
            assertThat(cache.negativeSize()).isZero();
            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void closingEndsTheThreadAlsoWhileItConnects() throws Exception {
        feed.close();
        threads.awaitEnd();
        try (SilentLink link = new SilentLink(Database.port())) {
            feed = listenAt(link.through(dataSource.getJdbcUrl()));
            link.cut();
            await().until(() -> link.connections() > 1);

            feed.close();

            threads.awaitEnd();
            assertThat(feed.state()).isEqualTo(FeedState.BROKEN);
        }
    }

    private void allowConnections(boolean allow) throws SQLException {
        Database.administrate("ALTER DATABASE " + Database.NAME + " WITH ALLOW_CONNECTIONS " + allow);
    }

    private void killBackend() throws SQLException {
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'keystile-feed' AND datname = current_database()");
    }
}
