package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** What becomes of a connection of somebody else's pool, which does not tidy up and has autocommit off. */
class PooledConnectionTest {

    private static final int THEIR_TIMEOUT = 60_000;

    private final ApiKey key = TestKeys.newRecord();
    private HikariDataSource dataSource;
    private Connection connection;
    private JdbcKeyStore store;

    @BeforeEach
    void borrow() throws Exception {
        dataSource = Database.POSTGRESQL.migrated();
        Database.add(dataSource, key);
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, THEIR_TIMEOUT);
        DataSource theirs = alwaysLending(connection);
        store = new JdbcKeyStore(theirs).recordingUseWith(theirs);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        dataSource.close();
    }

    private static DataSource alwaysLending(Connection connection) {
        Connection unclosed =
                proxy(Connection.class, (name, call) -> name.equals("close") ? null : call.on(connection));
        return proxy(DataSource.class, (name, call) -> unclosed);
    }

    private interface Call {
        Object on(Object target) throws Throwable;
    }

    private interface Behaviour {
        Object to(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return behaviour.to(method.getName(), target -> method.invoke(target, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private void assertAsBefore(boolean readOnly) throws Exception {
        assertThat(connection.unwrap(BaseConnection.class).getTransactionState())
                .isEqualTo(TransactionState.IDLE);
        assertThat(connection.isReadOnly()).isEqualTo(readOnly);
        assertThat(connection.getNetworkTimeout()).isEqualTo(THEIR_TIMEOUT);
    }

    @Test
    void aLookUpLeavesNoTrace() throws Exception {
        assertThat(store.find(key.digest())).isEqualTo(key);
        assertAsBefore(false);

        connection.setReadOnly(true);
        assertThat(store.find(TestKeys.digest(1))).isNull();
        assertAsBefore(true);
    }

    @Test
    void aCheckLeavesNoTrace() throws Exception {
        JdbcSchema.check(alwaysLending(connection));

        assertAsBefore(false);
    }

    @Test
    void aUseIsCommitted() throws Exception {
        connection.setReadOnly(true);

        store.recordUse(Map.of(key.id(), Instant.EPOCH));

        assertAsBefore(true);
        assertThat(Database.query(dataSource, Instant.class, "SELECT last_used_at FROM keystile_key"))
                .containsExactly(Instant.EPOCH);
    }

    @Test
    void aFailureLeavesNoTraceEither() throws Exception {
        Database.execute(dataSource, "ALTER TABLE keystile_key RENAME TO gone");

        assertThatThrownBy(() -> store.find(key.digest()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("relation \"keystile_key\" does not exist");
        assertAsBefore(false);
        assertThatThrownBy(() -> store.recordUse(Map.of(key.id(), Instant.EPOCH)))
                .isInstanceOf(KeyStoreException.class);
        assertAsBefore(false);
        assertThatThrownBy(() -> JdbcSchema.check(alwaysLending(connection))).isInstanceOf(KeyStoreException.class);
        assertAsBefore(false);
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedFor() throws Exception {
        try (SilentLink link = new SilentLink(Database.port());
                Connection endless = DriverManager.getConnection(link.through(dataSource.getJdbcUrl()))) {
            JdbcKeyStore frozen = new JdbcKeyStore(alwaysLending(endless));
            assertThat(frozen.find(key.digest())).isEqualTo(key);
            link.cut();

            assertThatThrownBy(() -> assertTimeoutPreemptively(TestTimeout.MAX, () -> frozen.find(key.digest())))
                    .isInstanceOf(KeyStoreException.class);
        }
    }

    @Test
    void aBrokenConnectionIsNamedByWhatBrokeIt() throws Exception {
        int process = connection.unwrap(BaseConnection.class).getBackendPID();
        Database.execute(dataSource, "SELECT pg_terminate_backend(" + process + ", 5000)");

        assertThatThrownBy(() -> store.find(key.digest()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("terminating connection");
    }
}
