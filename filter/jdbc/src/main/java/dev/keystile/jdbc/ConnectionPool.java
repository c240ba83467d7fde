package dev.keystile.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.keystile.store.KeyStoreException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection pool with timeouts for all that a database may keep waiting. Needs HikariCP. */
public final class ConnectionPool implements AutoCloseable {

    private static final String POSTGRES_DRIVER = "org.postgresql.Driver";

    /** The class names of the drivers, because DriverManager does not see the drivers of every web application. */
    private static final Map<String, String> DRIVERS =
            Map.of(PostgresUrl.PREFIX, POSTGRES_DRIVER, "jdbc:h2:", "org.h2.Driver");

    private static final long BORROW_MILLIS = 2_000;
    private static final long VALIDATE_MILLIS = 1_000;
    private static final long FIRST_CONNECTION_MILLIS = 5_000;

    private final HikariDataSource pool;

    private ConnectionPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens a pool.
     *
     * @param name the name of the pool, for threads and messages
     * @param user null if the URL names it
     * @param password null if there is none, or the URL names it
     * @param size the max number of connections
     * @throws KeyStoreException if the database cannot be reached; the message shows no password
     */
    public static ConnectionPool open(
            String name, String url, @Nullable String user, @Nullable String password, int size)
            throws KeyStoreException {
        String mistake = PostgresUrl.mistake(url);
        if (mistake != null) {
            throw new KeyStoreException("cannot use " + withoutSecrets(url) + ": " + mistake);
        }
        String refusal = H2Url.refusal("the URL", url);
        if (refusal != null) {
            throw new KeyStoreException(refusal);
        }
        try {
            HikariConfig config = config(name, url);
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(size);
            HikariDataSource pool = new HikariDataSource(config);
            // A database that is busy may take its time for the first connection, and for no other.
            pool.setValidationTimeout(VALIDATE_MILLIS);
            return new ConnectionPool(pool);
        } catch (HikariPool.PoolInitializationException e) {
            throw new KeyStoreException("cannot connect to " + withoutSecrets(url) + ": " + driverSays(e), e);
        } catch (RuntimeException e) {
            // The message may show the whole URL, with its password.
            throw new KeyStoreException("cannot use " + withoutSecrets(url) + ": " + reason(url));
        }
    }

    private static String reason(String url) {
        return url.startsWith(PostgresUrl.PREFIX) && isOnClassPath(POSTGRES_DRIVER)
                ? "PostgreSQL's driver does not understand this URL; " + PostgresUrl.FORM
                : "no driver on the class path takes such a URL; PostgreSQL's is org.postgresql:postgresql, and H2's"
                        + " com.h2database:h2";
    }

    private static boolean isOnClassPath(String driver) {
        try {
            new HikariConfig().setDriverClassName(driver);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The URL without the places of a password, which are before the host and behind the name of the database. */
    private static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("^(jdbc:[^:]*:/*).*@", "$1");
    }

    private static @Nullable String driverSays(Exception e) {
        Throwable cause = e.getCause();
        return (cause == null ? e : cause).getMessage();
    }

    private static HikariConfig config(String name, String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        DRIVERS.forEach((prefix, driver) -> {
            if (url.startsWith(prefix)) {
                config.setDriverClassName(driver);
            }
        });
        config.setJdbcUrl(url);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_MILLIS);
        config.setValidationTimeout(FIRST_CONNECTION_MILLIS);
        config.setInitializationFailTimeout(FIRST_CONNECTION_MILLIS);
        if (url.startsWith(PostgresUrl.PREFIX)) {
            config.addDataSourceProperty("ApplicationName", name);
            // A host that is silent is given up for the next one, and is not tried first again at once.
            config.addDataSourceProperty("connectTimeout", "2");
            config.addDataSourceProperty("sslResponseTimeout", "2000");
            config.addDataSourceProperty("socketTimeout", "10");
            config.addDataSourceProperty("hostRecheckSeconds", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            // A frozen server does not read the cancellation of a query, and the thread that cancels waits for
            // the server.
            config.addDataSourceProperty("cancelSignalTimeout", "1");
        }
        return config;
    }

    /** The connections. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
