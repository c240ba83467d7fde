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
 * Hears of every change in PostgreSQL within milliseconds, on a connection and a thread of its own. A link that is
 * dead is noticed within ten seconds, whatever it died of; whenever the feed comes back, everything cached has to
 * prove itself anew.
 *
 * <p>The connection must lead to the primary server and past a pooler such as PgBouncer: neither a standby nor a
 * pooled connection can listen.
 */
public final class PostgresChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeFeed.class);

    static final String CHANNEL = "keystile_key";

    private static final int LISTEN_MILLIS = 3_000;
    private static final int ANSWER_SECONDS = 4;
    private static final int SILENT_MILLIS = 8_000;

    private final Connector connector;
    private final Backoff backoff = new Backoff();
    private final ChangeNotifications notifications;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "keystile-key-feed");
    private volatile @Nullable Connection connection;
    private boolean saidBroken;

    /** Where connections come from. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    PostgresChangeFeed(Connector connector, LongSupplier ticker) {
        this.connector = connector;
        this.notifications = new ChangeNotifications(ticker);
    }

    /**
     * A feed that listens from now on. If it cannot at present, it says so in the log and goes on trying.
     *
     * @param url a JDBC URL of PostgreSQL; it may name several hosts, of which the primary is taken
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
        properties.put("socketTimeout", String.valueOf(ANSWER_SECONDS));
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

    /** Listens before it returns, if that is possible: what is loaded from then on need not be loaded again. */
    void start() {
        try {
            connect();
        } catch (SQLException | RuntimeException e) {
            sayBrokenBy(e);
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
                listenOrGoOn();
            }
        } finally {
            disconnect();
        }
    }

    /** Whatever is thrown, an error included, ends the link and not the thread: nobody would hear of changes any more. */
    private void listenOrGoOn() {
        try {
            listen();
            closed.await(backoff.nextMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("The change feed was interrupted; it ends only when it is closed.");
        } catch (RuntimeException | Error e) {
            // There was not even the memory to log it; the next failure is logged again.
            saidBroken = false;
        }
    }

    /** Hears of changes until the link breaks. */
    private void listen() {
        try {
            Connection link = connection;
            if (link == null) {
                link = connect();
                LOG.info("The change feed is connected; what is cached is looked up anew.");
                notifications.tellAll();
            }
            while (isOpen()) {
                receiveOrGiveUp(link);
                backoff.reset();
            }
        } catch (SQLException | RuntimeException | Error e) {
            sayBrokenBy(e);
        } finally {
            disconnect();
        }
    }

    private Connection connect() throws SQLException {
        Connection link = connector.connect();
        try (Statement statement = link.createStatement()) {
            // Also where the URL says otherwise.
            link.setNetworkTimeout(Runnable::run, ANSWER_SECONDS * 1_000);
            statement.execute("LISTEN " + CHANNEL);
        } catch (SQLException e) {
            link.close();
            throw e;
        }
        connection = link;
        saidBroken = false;
        return link;
    }

    /** The driver itself would wait without end for the rest of a message that has begun to come. */
    private void receiveOrGiveUp(Connection link) throws SQLException {
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

    /** Waits for changes; in a lull the server has to answer a question, which a dead link cannot. */
    private void receive(Connection link) throws SQLException {
        PGConnection postgres = link.unwrap(PGConnection.class);
        PGNotification[] told = postgres.getNotifications(notifications.waitMillis(LISTEN_MILLIS));
        if (told.length == 0) {
            try (Statement statement = link.createStatement()) {
                statement.execute("SELECT 1");
            }
            // What came with the answer would wait for the next change otherwise.
            told = postgres.getNotifications();
        }
        for (PGNotification notification : told) {
            notifications.receive(notification.getParameter(), notification.getPID());
        }
        notifications.tellDue();
    }

    /** Once for each outage, however often connecting is tried in vain. */
    private void sayBrokenBy(Throwable e) {
        if (isOpen() && !saidBroken) {
            saidBroken = true;
            LOG.warn(
                    "The change feed is broken, changes are seen after fresh-for until it is back: {}",
                    e instanceof Error ? e.toString() : e.getMessage());
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Ends without waiting for a server that may never answer. */
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
