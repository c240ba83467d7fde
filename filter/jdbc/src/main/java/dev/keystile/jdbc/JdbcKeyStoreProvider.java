package dev.keystile.jdbc;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import dev.keystile.setting.ValueType;
import dev.keystile.setting.ValueTypes;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Opens stores of type {@code jdbc}: on a {@code url}, which needs HikariCP on the class path, or on a data source of the
 * container, {@code jndi}. On PostgreSQL a store listens for changes at {@code listen-url}, whose default is {@code url};
 * with {@code none} it does not listen.
 */
public final class JdbcKeyStoreProvider implements ApiKeyStoreProvider {

    private static final String NO_FEED = "none";
    private static final String POSTGRES = "jdbc:postgresql:";

    private static final Setting<String> URL = Setting.optional(
                    "store.url",
                    ValueType.text(
                            "a URL that begins with jdbc:, such as jdbc:postgresql://db.example.com/keys",
                            JdbcKeyStoreProvider::isUrl,
                            Map.of("type", "string", "pattern", "^jdbc:")),
                    "The JDBC URL of the database, such as jdbc:postgresql://db.example.com/keys.")
            .secret();
    private static final Setting<String> USERNAME = Setting.optional(
            "store.username", ValueTypes.anyText("the name of a database user"), "The user of the database.");
    private static final Setting<String> PASSWORD = Setting.optional(
                    "store.password", ValueTypes.anyText("the password of that user"), "The password of that user.")
            .secret();
    private static final Setting<Integer> POOL_SIZE = Setting.of(
            "store.maximum-pool-size",
            ValueTypes.count(1, 999),
            8,
            "How many connections to the database are open at most.");
    private static final Setting<String> JNDI = Setting.optional(
            "store.jndi",
            ValueType.text(
                    "a name that begins with java:, such as java:comp/env/jdbc/keys",
                    name -> name.startsWith("java:"),
                    Map.of("type", "string", "pattern", "^java:")),
            "The name of a data source of the container, in place of url.");
    private static final Setting<String> LISTEN_URL = Setting.optional(
                    "store.listen-url",
                    ValueType.text(
                            "a URL that begins with " + POSTGRES + ", or none",
                            url -> url.equals(NO_FEED) || url.startsWith(POSTGRES),
                            Map.of("type", "string", "pattern", "^(none$|jdbc:postgresql:)")),
                    "The JDBC URL at which changes of keys are listened for; none for not at all. The default is url.")
            .secret();
    private static final Setting<Boolean> RECORD_USE = Setting.of(
            "store.record-use", ValueTypes.FLAG, true, "Whether the time of the last use of a key is recorded.");

    private static final Set<String> FOR_JNDI = Set.of("jndi", "listen-url", "record-use");
    private static final Set<String> FOR_JNDI_AND_FEED =
            Set.of("jndi", "listen-url", "record-use", "username", "password");

    private static boolean isUrl(String url) {
        String refusal = H2Url.refusal("store.url", url);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        return url.startsWith("jdbc:");
    }

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, USERNAME, PASSWORD, POOL_SIZE, JNDI, LISTEN_URL, RECORD_USE);
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        Optional<String> url = settings.find(URL);
        if (url.isPresent() == settings.find(JNDI).isPresent()) {
            throw settings.refused(
                    (url.isPresent() ? "store has both url and jndi" : "store has neither url nor jndi")
                            + "; it must have either url, such as jdbc:postgresql://db.example.com/keys, or jndi, the name of a"
                            + " data source such as java:comp/env/jdbc/keys",
                    null);
        }
        String listenUrl = settings.find(LISTEN_URL)
                .orElse(url.filter(feed -> feed.startsWith(POSTGRES)).orElse(NO_FEED));
        try {
            return url.isPresent() ? onPool(settings, url.get(), listenUrl) : onDataSource(settings, listenUrl);
        } catch (KeyStoreException e) {
            Setting<String> where = url.isPresent() ? URL : JNDI;
            throw settings.refused(where, where.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a store on a data source of the application, which is not closed.
     *
     * @param settings of which {@code record-use} and {@code listen-url} count, with the {@code username} and
     *     {@code password} for that URL; without a {@code listen-url} the store does not listen
     * @throws ConfigException if a setting is wrong
     * @throws KeyStoreException if the tables cannot be read
     */
    public static ApiKeyStore open(DataSource dataSource, StoreSettings settings) throws KeyStoreException {
        return listening(settings, settings.find(LISTEN_URL).orElse(NO_FEED), on(dataSource, settings));
    }

    private static ApiKeyStore onPool(StoreSettings settings, String url, String listenUrl) throws KeyStoreException {
        ConnectionPool pool = ConnectionPool.open(
                "keystile",
                url,
                settings.find(USERNAME).orElse(null),
                settings.find(PASSWORD).orElse(null),
                settings.get(POOL_SIZE));
        try {
            return listening(
                    settings, listenUrl, on(pool.dataSource(), settings).closing(pool::close));
        } catch (KeyStoreException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static ApiKeyStore onDataSource(StoreSettings settings, String listenUrl) throws KeyStoreException {
        Set<String> known = listenUrl.equals(NO_FEED) ? FOR_JNDI : FOR_JNDI_AND_FEED;
        for (Setting<?> setting : List.of(POOL_SIZE, PASSWORD, USERNAME)) {
            if (settings.names().contains(setting.key()) && !known.contains(setting.key())) {
                throw settings.refused(
                        setting,
                        setting.name()
                                + " has no meaning beside store.jndi, whose data source is set up in the container",
                        null);
            }
        }
        return listening(settings, listenUrl, on(find(settings), settings));
    }

    /** Looks the data source up. Names begin with {@code java:}, so that no name leads to another machine. */
    @SuppressWarnings("BanJNDI")
    private static DataSource find(StoreSettings settings) {
        String name = settings.get(JNDI);
        try {
            if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
        } catch (NamingException e) {
            throw settings.refused(JNDI, "store.jndi is '" + name + "', which the container does not know: " + e, e);
        }
        throw settings.refused(JNDI, "store.jndi is '" + name + "', which is no data source", null);
    }

    private static JdbcKeyStore on(DataSource dataSource, StoreSettings settings) throws KeyStoreException {
        boolean recordsUse = settings.get(RECORD_USE);
        JdbcSchema.check(dataSource);
        JdbcKeyStore store = new JdbcKeyStore(dataSource);
        return recordsUse ? store.recordingUseWith(dataSource) : store;
    }

    private static ApiKeyStore listening(StoreSettings settings, String url, JdbcKeyStore store) {
        if (url.equals(NO_FEED)) {
            return store;
        }
        return store.listeningTo(PostgresChangeFeed.open(
                url,
                settings.find(USERNAME).orElse(null),
                settings.find(PASSWORD).orElse(null)));
    }
}
