package dev.keystile.jdbc;

import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.KeyChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for changes of keys in PostgreSQL, which arrive within milliseconds, on its own connection and thread. A dead
 * connection is noticed within ten seconds. When the feed is connected again, all cached keys have to be loaded again.
 * Safe for use by many threads.
 *
 * <p>The connection must lead to the primary server and past a pooler such as PgBouncer: neither a standby nor a
 * pooled connection can listen.
 */
public final class PostgresChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeFeed.class);

    static final String CHANNEL = "keystile_key";

    private static final int LISTEN_MILLIS = 3_000;
    private static final int RESPONSE_SECONDS = 4;
    private static final int SILENT_MILLIS = 8_000;

    private final Connector connector;
    private final Backoff backoff = new Backoff();
    private final ChangeNotifications notifications;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "keystile-key-feed");
    private volatile @Nullable Connection connection;
    private boolean outageLogged;

    /** Opens connections. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    PostgresChangeFeed(Connector connector, LongSupplier ticker) {
        this.connector = connector;
        this.notifications = new ChangeNotifications(ticker);
    }

    /**
     * Opens a feed that listens from now on. If the database cannot be reached, the feed logs this and retries.
     *
     * @param url a JDBC URL of PostgreSQL; if it names several hosts, the feed connects to the primary
     * @param user null if the URL names it
     * @param password null if there is none, or the URL names it
     */
    public static PostgresChangeFeed open(String url, @Nullable String user, @Nullable String password) {
        return open(url, user, password, System::nanoTime);
    }

    static PostgresChangeFeed open(String url, @Nullable String user, @Nullable String password, LongSupplier ticker) {
        Properties properties = new Properties();
        properties.put("ApplicationName", "keystile-feed");
        properties.put("targetServerType", "primary");
        // All of a silent host's time-outs together are less than the login's, so that the next host has its turn.
        properties.put("connectTimeout", "2");
        properties.put("sslResponseTimeout", "2000");
        properties.put("socketTimeout", String.valueOf(RESPONSE_SECONDS));
        properties.put("loginTimeout", "15");
        properties.put("hostRecheckSeconds", "60");
        properties.put("tcpKeepAlive", "true");
        if (user != null) {
            properties.put("user", user);
        }
        if (password != null) {
            properties.put("password", password);
        }
        // Not by way of DriverManager, which does not see the drivers of every web application.
        Driver driver = new Driver();
        PostgresChangeFeed feed = new PostgresChangeFeed(
                () -> {
                    Connection link = driver.connect(url, properties);
                    if (link == null) {
                        throw new SQLException("the URL is none of PostgreSQL's");
                    }
                    return link;
                },
                ticker);
        feed.start();
        return feed;
    }

    /** Connects before it returns, if possible: keys that are loaded from then on need not be loaded again. */
    void start() {
        try {
            connect();
        } catch (SQLException | RuntimeException e) {
            logOutage(e);
        }
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    void subscribe(KeyChanges listener) {
        notifications.subscribe(listener);
    }

    FeedState state() {
        return connection == null ? FeedState.BROKEN : FeedState.CONNECTED;
    }

    private void run() {
        try {
            while (isOpen()) {
                listenThenPause();
            }
        } finally {
            disconnect();
        }
    }

    /** An exception or an error ends the connection and not the thread, since the feed would end with the thread. */
    private void listenThenPause() {
        try {
            listen();
            closed.await(backoff.nextMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("The change feed was interrupted; it ends only when it is closed.");
        } catch (RuntimeException | Error e) {
            // There was not even the memory to log it; the next failure is logged again.
            outageLogged = false;
        }
    }

    /** Receives changes until the connection breaks. */
    private void listen() {
        try {
            Connection link = connection;
            if (link == null) {
                link = connect();
                LOG.info("The change feed is connected; what is cached is looked up anew.");
                notifications.tellAll();
            }
            while (isOpen()) {
                receiveOrAbort(link);
                backoff.reset();
            }
        } catch (SQLException | RuntimeException | Error e) {
            logOutage(e);
        } finally {
            disconnect();
        }
    }

    private Connection connect() throws SQLException {
        Connection link = connector.connect();
        try (Statement statement = link.createStatement()) {
            // Overrides the URL.
            link.setNetworkTimeout(Runnable::run, RESPONSE_SECONDS * 1_000);
            statement.execute("LISTEN " + CHANNEL);
        } catch (SQLException e) {
            link.close();
            throw e;
        }
        connection = link;
        outageLogged = false;
        return link;
    }

    /** Receives within a time limit: the driver would wait without end for the rest of a message that has begun to arrive. */
    private void receiveOrAbort(Connection link) throws SQLException {
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        CompletableFuture<Void> watch = heard.completeOnTimeout(false, SILENT_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(alive -> {
                    if (!alive) {
                        abort(link);
                    }
                });
        try {
            receive(link);
        } finally {
            heard.complete(true);
            watch.join();
        }
    }

    /** Waits for changes. If none come, runs a query, whose response shows that the connection is alive. */
    private void receive(Connection link) throws SQLException {
        PGConnection postgres = link.unwrap(PGConnection.class);
        PGNotification[] received = postgres.getNotifications(notifications.waitMillis(LISTEN_MILLIS));
        if (received.length == 0) {
            try (Statement statement = link.createStatement()) {
                statement.execute("SELECT 1");
            }
            // Notifications that came with the response would otherwise wait until the next change.
            received = postgres.getNotifications();
        }
        for (PGNotification notification : received) {
            notifications.receive(notification.getParameter(), notification.getPID());
        }
        notifications.tellDue();
    }

    /** Logs an outage once, at the first of its failures. */
    private void logOutage(Throwable e) {
        if (isOpen() && !outageLogged) {
            outageLogged = true;
            LOG.warn(
                    "The change feed is broken, changes are seen after fresh-for until it is back: {}",
                    e instanceof Error ? e.toString() : e.getMessage());
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Disconnects without waiting for the server. */
    private void disconnect() {
        Connection link = connection;
        connection = null;
        if (link != null) {
            abort(link);
        }
    }

    private static void abort(Connection link) {
        try {
            link.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("The change feed's connection did not end cleanly", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        disconnect();
    }
}
