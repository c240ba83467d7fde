package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pool without a connection left. */
class PoolIT extends Cluster {

    private static final int SIZE = 4;
    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(5);
    private static final CacheSettings CACHE =
            CacheSettings.DEFAULT.withFreshFor(Duration.ofMillis(300)).withLoadTimeout(LOAD_TIMEOUT);

    private final List<Connection> held = new ArrayList<>();

    @Test
    void costsNoCachedKeyAndMakesNoKeyUnknown() throws Exception {
        ConnectionPool pool = ConnectionPool.open("keystile-proof", postgres.url(), null, null, SIZE);
        nodes.add(Node.on(new JdbcKeyStore(pool.dataSource()).closing(pool::close), CACHE));
        Node node = nodes.get(0);
        List<String> cached = keys.issue(20);
        List<String> unused = keys.issue(3);
        warm(cached);
        call(cached, MOMENT);

        for (int i = 0; i < SIZE; i++) {
            hold(pool);
        }
        for (String key : unused) {
            assertThat(node.decide(key)).isEqualTo(ObservedOutcome.UNAVAILABLE);
        }
        for (Connection connection : held) {
            connection.close();
        }

        for (String key : unused) {
            eventually(() -> node.decide(key) == ObservedOutcome.GRANTED);
        }
        eventually(node::isHealthy);
        Caller.close(callers);
        assertThat(callers).allMatch(caller -> caller.refusals() == 0);
    }

    /** Gets a connection sooner or later: the node competes for them. */
    private void hold(ConnectionPool pool) {
        eventually(() -> {
            try {
                return held.add(pool.dataSource().getConnection());
            } catch (SQLException exhausted) {
                return false;
            }
        });
    }
}
