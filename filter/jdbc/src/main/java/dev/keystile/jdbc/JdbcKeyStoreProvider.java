package dev.keystile.jdbc;

import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The store of type {@code jdbc}: on a {@code url}, which needs HikariCP on the class path, or on a data source of the
 * container's, {@code jndi}. It listens for PostgreSQL's changes at {@code listen-url}; left out, that is the
 * {@code url}, and {@code none} is not at all.
 */
public final class JdbcKeyStoreProvider implements ApiKeyStoreProvider {

    private static final String NO_FEED = "none";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Set<String> FOR_JNDI = Set.of("jndi", "listen-url", "record-use");
    private static final Set<String> FOR_JNDI_AND_FEED =
            Set.of("jndi", "listen-url", "record-use", "username", "password");
    private static final String DEFAULT_POOL_SIZE = "8";

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public Set<String> settings() {
        return Set.of("url", "username", "password", "maximum-pool-size", "jndi", "listen-url", "record-use");
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        boolean pooled = settings.get("url").isPresent();
        if (pooled == settings.get("jndi").isPresent()) {
            throw new IllegalArgumentException(
                    (pooled ? "store has both url and jndi" : "store has neither url nor jndi")
                            + "; it must have either url, such as jdbc:postgresql://db.example.com/keys, or jndi, the name of a"
                            + " data source such as java:comp/env/jdbc/keys");
        }
        String listenUrl = listenUrl(settings);
        return pooled ? onPool(settings, listenUrl) : onDataSource(settings, listenUrl);
    }

    private static String listenUrl(StoreSettings settings) {
        String url = settings.get("listen-url")
                .orElseGet(() -> settings.get("url")
                        .filter(feed -> feed.startsWith(POSTGRES))
                        .orElse(NO_FEED));
        if (!url.equals(NO_FEED) && !url.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("store.listen-url must begin with " + POSTGRES + ", or be none");
        }
        return url;
    }

    private static ApiKeyStore onPool(StoreSettings settings, String listenUrl) throws KeyStoreException {
        String url = settings.require("url");
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("store.url must begin with jdbc:, such as jdbc:postgresql://db/keys");
        }
        String refusal = H2Url.refusal("store.url", url);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        ConnectionPool pool = ConnectionPool.open(
                "keystile",
                url,
                settings.get("username").orElse(null),
                settings.get("password").orElse(null),
                poolSize(settings));
        try {
            return listening(
                    settings, listenUrl, on(pool.dataSource(), settings).closing(pool::close));
        } catch (KeyStoreException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static ApiKeyStore onDataSource(StoreSettings settings, String listenUrl) throws KeyStoreException {
        Set<String> needless = new TreeSet<>(settings.values().keySet());
        needless.removeAll(listenUrl.equals(NO_FEED) ? FOR_JNDI : FOR_JNDI_AND_FEED);
        if (!needless.isEmpty()) {
            throw new IllegalArgumentException("store." + needless.iterator().next()
                    + " has no meaning beside store.jndi, whose data source is set up in the container");
        }
        return listening(settings, listenUrl, on(find(settings.require("jndi")), settings));
    }

    /** Names begin with {@code java:}, so that none leads to another machine. */
    @SuppressWarnings("BanJNDI")
    private static DataSource find(String name) {
        if (!name.startsWith("java:")) {
            throw new IllegalArgumentException(
                    "store.jndi is '" + name + "'; it must begin with java:, such as java:comp/env/jdbc/keys");
        }
        try {
            if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
        } catch (NamingException e) {
            throw new IllegalArgumentException(
                    "store.jndi is '" + name + "', which the container does not know: " + e, e);
        }
        throw new IllegalArgumentException("store.jndi is '" + name + "', which is no data source");
    }

    private static JdbcKeyStore on(DataSource dataSource, StoreSettings settings) throws KeyStoreException {
        String recordUse = settings.get("record-use").orElse("true");
        if (!recordUse.equals("true") && !recordUse.equals("false")) {
            throw new IllegalArgumentException("store.record-use is '" + recordUse + "'; it must be true or false");
        }
        JdbcSchema.check(dataSource);
        JdbcKeyStore store = new JdbcKeyStore(dataSource);
        return recordUse.equals("true") ? store.recordingUseWith(dataSource) : store;
    }

    private static ApiKeyStore listening(StoreSettings settings, String url, JdbcKeyStore store) {
        if (url.equals(NO_FEED)) {
            return store;
        }
        return store.listeningTo(PostgresChangeFeed.open(
                url,
                settings.get("username").orElse(null),
                settings.get("password").orElse(null)));
    }

    private static int poolSize(StoreSettings settings) {
        String text = settings.get("maximum-pool-size").orElse(DEFAULT_POOL_SIZE);
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(
                    "store.maximum-pool-size is '" + text + "'; it must be a number from 1 to 999");
        }
        return Integer.parseInt(text);
    }
}
