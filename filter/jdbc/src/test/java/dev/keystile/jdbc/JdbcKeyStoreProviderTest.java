package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.StartedThreads;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("BanJNDI")
class JdbcKeyStoreProviderTest {

    /** In the naming of Jetty, which is on the class path of the tests. */
    private static final String NAME = "java:keys";

    private static void bind(String name, Object object) throws NamingException {
        new InitialContext().rebind(name, object);
    }

    @AfterEach
    void unbind() throws NamingException {
        new InitialContext().unbind(NAME);
    }

    private static Keystile open(String store) {
        String yaml = "store:\n  type: jdbc\n  " + store.replace("¶", "\n  ");
        return Keystile.open(
                ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of("/")), Map.of()), Extensions.NONE);
    }

    private static String urlOf(HikariDataSource dataSource) {
        return "url: '" + dataSource.getJdbcUrl() + "'";
    }

    private static void assertRefused(String store, String message) {
        assertThatThrownBy(() -> open(store))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("keystile\\.yaml:[1-9]: " + Pattern.quote(message));
    }

    @Test
    void anEmbeddedDatabaseHasNoFeed() throws Exception {
        try (HikariDataSource dataSource = Database.H2.migrated();
                Keystile keystile = open(urlOf(dataSource) + "¶maximum-pool-size: 2")) {
            assertThat(keystile.health().feed()).isEqualTo(FeedState.NONE);
            assertThat(keystile.health().isHealthy()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"record-use: true, true", "record-use: false, false", "maximum-pool-size: 2, true"})
    void lastUseIsRecordedUnlessThatIsTurnedOff(String setting, boolean records) throws Exception {
        try (HikariDataSource dataSource = Database.H2.migrated()) {
            String[] parts = setting.split(": ", 2);
            Map<String, String> settings = Map.of("url", dataSource.getJdbcUrl(), parts[0], parts[1]);
            try (ApiKeyStore store = new JdbcKeyStoreProvider().open(new StoreSettings(settings, Path.of("")))) {
                assertThat(store.recordsUse()).isEqualTo(records);
            }
        }
    }

    @Test
    void postgresqlIsListenedToUnlessThatIsTurnedOff() throws Exception {
        try (HikariDataSource dataSource = Database.POSTGRESQL.migrated()) {
            try (Keystile keystile = open(urlOf(dataSource))) {
                await().until(() -> keystile.health().feed() == FeedState.CONNECTED);
            }
            try (Keystile keystile = open(urlOf(dataSource) + "¶listen-url: none")) {
                assertThat(keystile.health().feed()).isEqualTo(FeedState.NONE);
            }
        }
    }

    @Test
    void closingReleasesEveryConnection() throws Exception {
        try (HikariDataSource dataSource = Database.POSTGRESQL.migrated()) {
            open(urlOf(dataSource)).close();

            await().until(() -> Database.query(
                            dataSource,
                            Integer.class,
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND application_name LIKE 'keystile%'")
                    .contains(0));
        }
    }

    @Test
    void aDataSourceOfTheContainersIsUsed() throws Exception {
        try (HikariDataSource dataSource = Database.POSTGRESQL.migrated()) {
            bind(NAME, dataSource);
            try (Keystile keystile = open("jndi: " + NAME)) {
                assertThat(keystile.health().feed()).isEqualTo(FeedState.NONE);
            }
            try (Keystile keystile =
                    open("jndi: " + NAME + "¶username: postgres¶listen-url: '" + dataSource.getJdbcUrl() + "'")) {
                await().until(() -> keystile.health().feed() == FeedState.CONNECTED);
            }
            assertThat(dataSource.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            username: anna                        | store has neither url nor jndi; it must have either url, such as jdbc:postgresql://db.example.com/keys, or jndi, the name of a data source such as java:comp/env/jdbc/keys
            url: 'jdbc:h2:mem:a'¶jndi: 'java:a'   | store has both url and jndi; it must have either url, such as jdbc:postgresql://db.example.com/keys, or jndi, the name of a data source such as java:comp/env/jdbc/keys
            url: postgresql://db/keys             | store.url must be a URL that begins with jdbc:, such as jdbc:postgresql://db.example.com/keys
            url: 'jdbc:h2:mem:a'¶maximum-pool-size: 0    | store.maximum-pool-size is '0'; it must be a whole number from 1 to 999
            url: 'jdbc:h2:mem:a'¶maximum-pool-size: 1000 | store.maximum-pool-size is '1000'; it must be a whole number from 1 to 999
            url: 'jdbc:h2:mem:a'¶record-use: no          | store.record-use is 'no'; it must be true or false
            url: 'jdbc:h2:mem:a'¶maximum-pool-size: many | store.maximum-pool-size is 'many'; it must be a whole number from 1 to 999
            url: 'jdbc:h2:mem:a'¶listen-url: 'jdbc:h2:mem:a' | store.listen-url must be a URL that begins with jdbc:postgresql:, or none
            jndi: 'java:a'¶listen-url: off        | store.listen-url must be a URL that begins with jdbc:postgresql:, or none
            jndi: 'ldap://evil.example.com/a'     | store.jndi is 'ldap://evil.example.com/a'; it must be a name that begins with java:, such as java:comp/env/jdbc/keys
            jndi: 'java:comp/env/a'               | store.jndi is 'java:comp/env/a', which the container does not know: javax.naming.NameNotFoundException: env is not bound; remaining name 'env/a'
            jndi: 'java:a'¶maximum-pool-size: 4¶username: anna | store.maximum-pool-size has no meaning beside store.jndi, whose data source is set up in the container
            """)
    void aWrongSettingIsToldWithWhatWouldBeRight(String store, String message) {
        assertRefused(store, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/tmp/keys;AUTO_SERVER=TRUE",
                "jdbc:h2:/tmp/keys;WRITE_DELAY=0;auto_Server=true;USER=sa",
                "jdbc:h2:/tmp/keys;AUTO_\u017fERVER=TRUE",
                "jdbc:h2:/tmp/keys;AUTO_SERVER_PORT=9090;AUTO_SERVER=TRUE",
                "jdbc:h2:/tmp/keys;AUTO\\_SERVER=TRUE",
                "jdbc:h2:/tmp/keys;\\A\\U\\T\\O_SERVER\\=\\TRUE",
                "jdbc:h2:/tmp/keys;PASSWORD=a\\;b;WRITE_DELAY=0;auto\\_server=TRUE"
            })
    void anEmbeddedDatabaseThatOpensAPortIsRefused(String url) {
        assertRefused(
                "url: '" + url + "'",
                "store.url has AUTO_SERVER, with which H2 opens a port on every network interface, and any user of this"
                        + " machine can change keys through it. Leave it out: one process opens an embedded database,"
                        + " and PostgreSQL is for several");
        assertThatThrownBy(() -> ConnectionPool.open("test", url, null, null, 1))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("the URL has AUTO_SERVER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:/tmp/keys;FILE_LOCK=SOCKET",
                "jdbc:h2:file:/tmp/keys;file_Lock=Socket;USER=sa",
                "jdbc:h2:/tmp/keys;FILE\\_LOCK=\\SOCKET",
                "jdbc:h2:/tmp/keys;FILE_LOCK=\u017focket"
            })
    void anEmbeddedDatabaseThatLocksWithAPortIsRefused(String url) {
        assertRefused(
                "url: '" + url + "'",
                "store.url has FILE_LOCK=SOCKET, with which H2 opens a port on every network interface. Leave it out: the"
                        + " default, FILE_LOCK=FILE, locks the database with a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:zip:/tmp/a.zip!/keys", "jdbc:h2:file:zip:/tmp/a.zip!/keys;IFEXISTS=TRUE"})
    void aDatabaseThatH2CannotWriteIsRefused(String url) {
        assertRefused(
                "url: '" + url + "'",
                "store.url is a database that H2 cannot write; name a file, such as"
                        + " jdbc:h2:file:/var/lib/keystile/keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:/tmp/keys;IFEXISTS", "jdbc:h2:/tmp/keys;WRITE_DELAY=0;PASSWORD=a;hunter2"})
    void aSettingOfH2WithoutAValueIsRefused(String url) {
        assertRefused(
                "url: '" + url + "'",
                "store.url has a setting of H2 without a value; behind each semicolon stands NAME=VALUE, such as"
                        + " IFEXISTS=TRUE");
    }

    /** Text that H2 does not take for one of the refused settings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:/tmp/AUTO_SERVER/keys",
                "jdbc:h2:/tmp/keys;PASSWORD=a\\;AUTO_SERVER=TRUE",
                "jdbc:h2:/tmp/keys;FILE_LOCK=FS;USER=socket",
                "jdbc:h2:/tmp/keys;IFEXISTS=TRUE;;WRITE_DELAY=0;",
                "jdbc:h2:/tmp/keys;",
                "jdbc:postgresql://localhost/keys?user=AUTO_SERVER=TRUE"
            })
    void otherSettingsAreNotRefused(String url) {
        assertThat(H2Url.refusal("store.url", url)).isNull();
    }

    @Test
    void aNameOfSomethingElseIsRefused() throws Exception {
        bind(NAME, "text");

        assertRefused("jndi: " + NAME, "store.jndi is 'java:keys', which is no data source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jdbc:nosuch://db/keys?password=hunter2          | cannot use jdbc:nosuch://db/keys: no driver
            jdbc:nosuch:anna/hunter2@//db/keys              | cannot use jdbc:nosuch://db/keys: no driver
            jdbc:postgresql://db:port/keys?password=hunter2 | cannot use jdbc:postgresql://db:port/keys: it must be like jdbc:postgresql://db.example.com:5432/keys, with a host, a port from 1 to 65535 and the name
            jdbc:postgresql://db,db2:99999/keys?password=hunter2 | cannot use jdbc:postgresql://db,db2:99999/keys: it must be like
            jdbc:postgresql://db:0/keys?password=hunter2    | cannot use jdbc:postgresql://db:0/keys: it must be like
            jdbc:postgresql://[::1]:x/keys?password=hunter2 | cannot use jdbc:postgresql://[::1]:x/keys: it must be like
            jdbc:postgresql://localhost/keys?password=hunter2&port=1:2 | cannot use jdbc:postgresql://localhost/keys: PostgreSQL's driver does not understand this URL
            jdbc:postgresql://anna:hunter2@db/keys          | cannot use jdbc:postgresql://db/keys: a user and a password do not stand before the host
            jdbc:postgresql://localhost:1/keys?password=hunter2 | cannot connect to jdbc:postgresql://localhost:1/keys: Connection to localhost:1 refused
            """)
    void aDatabaseThatCannotBeReachedIsNamedWithoutSecrets(String url, String message) {
        assertKeptSecret(() -> open("url: '" + url + "'¶username: anna¶listen-url: none"), message);
    }

    @Test
    void aWrongPasswordIsNotShown() throws Exception {
        String url = "jdbc:h2:mem:guarded";
        try (Connection ignored = DriverManager.getConnection(url, "anna", "right")) {
            assertKeptSecret(
                    () -> open("url: " + url + "¶username: anna¶password: hunter2"),
                    "cannot connect to jdbc:h2:mem:guarded: Wrong user name or password");
        }
    }

    private static void assertKeptSecret(ThrowingCallable opening, String message) {
        assertThatThrownBy(opening)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("keystile.yaml:3: store.url: " + message)
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("hunter2");
                });
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void missingTablesAreToldAndThePoolIsClosed(Database database) throws Exception {
        String url = database.create();
        StartedThreads threads = StartedThreads.of("keystile:");

        assertThatThrownBy(() -> open("url: '" + url + "'"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("keystile.yaml:3: store.url: the tables of Keystile cannot be read: ")
                .hasMessageContaining("; make or migrate them with JdbcSchema.migrate");
        threads.awaitEnd();
    }
}
