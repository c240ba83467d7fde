package dev.keystile.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.keystile.store.KeyStoreException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of connections that do not outlive a server's silence. */
public final class ConnectionPool implements AutoCloseable {

    private static final String POSTGRES = "jdbc:postgresql:";
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
     * @param name what threads and messages call it
     * @param user null if the URL names it
     * @param password null if there is none, or the URL names it
     * @param size how many connections at most
     * @throws KeyStoreException if the database cannot be reached
     */
    public static ConnectionPool open(
            String name, String url, @Nullable String user, @Nullable String password, int size)
            throws KeyStoreException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_MILLIS);
        config.setValidationTimeout(VALIDATE_MILLIS);
        config.setInitializationFailTimeout(FIRST_CONNECTION_MILLIS);
        if (url.startsWith(POSTGRES)) {
            config.addDataSourceProperty("ApplicationName", name);
            config.addDataSourceProperty("connectTimeout", "2");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        try {
            return new ConnectionPool(new HikariDataSource(config));
        } catch (HikariPool.PoolInitializationException e) {
            throw new KeyStoreException("cannot connect to " + withoutSecrets(url) + ": " + cause(e), e);
        } catch (RuntimeException e) {
            throw new KeyStoreException("cannot use " + withoutSecrets(url) + ": " + cause(e), e);
        }
    }

    /** What follows may hold a password. */
    private static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//.*@", "//");
    }

    private static String cause(Throwable e) {
        Throwable cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
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
