package dev.keystile.jdbc.proof;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nodes and their callers on a PostgreSQL of the test's own. Once they are closed, none of their threads lives. */
abstract class Cluster {

    static final Duration MOMENT = Duration.ofMillis(1);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.keystile");
    private static final Level LEVEL = LOG.getLevel();

    final List<Node> nodes = new ArrayList<>();
    final List<Caller> callers = new ArrayList<>();
    private final StartedThreads threads = StartedThreads.of("keystile");
    static OwnPostgres postgres;
    static Keys keys;

    @BeforeAll
    static void startPostgres(@TempDir Path directory) throws Exception {
        postgres = OwnPostgres.start(directory);
        keys = Keys.in(postgres);
    }

    /** Every node tells of every outage. */
    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.ERROR);
    }

    @AfterAll
    static void endPostgres() throws Exception {
        LOG.setLevel(LEVEL);
        if (postgres != null) {
            postgres.close();
        }
    }

    /** Whatever a test did, the next one finds the server at work. */
    @AfterEach
    final void leaveNothingBehind() throws Exception {
        postgres.restore();
        Caller.close(callers);
        nodes.forEach(Node::close);
        threads.awaitEnd();
    }

    final void open(int count, Supplier<Node> node) {
        for (int i = 0; i < count; i++) {
            nodes.add(node.get());
        }
    }

    /** One caller for each node. */
    final void call(List<String> texts, Duration pause) {
        nodes.forEach(node -> callers.add(Caller.start(node, texts, pause)));
    }

    /** Has every node load every one of these keys. */
    final void warm(List<String> texts) {
        for (Node node : nodes) {
            eventually(() -> texts.stream().allMatch(key -> node.decide(key) == ObservedOutcome.GRANTED));
        }
    }

    /** A pool of eight connections, for which a busy machine may keep a look-up waiting. */
    static ConnectionPool patientPool(String name, String url) throws KeyStoreException {
        ConnectionPool pool = ConnectionPool.open(name, url, null, null, 8);
        ((HikariDataSource) pool.dataSource()).setConnectionTimeout(TestTimeout.MILLIS);
        return pool;
    }

    /** At some time; how long that takes on a machine that has other work says nothing. */
    static void eventually(Callable<Boolean> holds) {
        await().pollInterval(Duration.ofMillis(5)).until(holds);
    }
}
