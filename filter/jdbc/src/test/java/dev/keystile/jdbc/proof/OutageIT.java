package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.store.ApiKeyStore.FeedState;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A PostgreSQL that ends or hangs under load, and comes back. */
class OutageIT extends Cluster {

    private static final Duration FRESH = Duration.ofMillis(300);
    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(1);
    private static final CacheSettings CACHE =
            CacheSettings.DEFAULT.withFreshFor(FRESH).withLoadTimeout(LOAD_TIMEOUT);

    enum Outage {
        STOPPED {
            @Override
            void begin(OwnPostgres postgres) throws Exception {
                postgres.stop();
            }

            @Override
            void end(OwnPostgres postgres) throws Exception {
                postgres.restart();
            }
        },
        FROZEN {
            @Override
            void begin(OwnPostgres postgres) throws Exception {
                postgres.freeze();
            }

            @Override
            void end(OwnPostgres postgres) throws Exception {
                postgres.thaw();
            }
        };

        abstract void begin(OwnPostgres postgres) throws Exception;

        abstract void end(OwnPostgres postgres) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void costsNoCachedKeyAndMakesNoKeyUnknown(Outage outage) throws Exception {
        // Before anybody listens: what is told of a new key would have the nodes forget it just before the outage.
        List<String> cached = keys.issue(50);
        List<String> others = keys.issue(300);
        Iterator<String> unused = keys.issue(60).iterator();
        open(3, () -> Node.listening(postgres.url(), CACHE));
        warm(cached);
        call(cached, MOMENT);
        List<Caller> withOthers = new ArrayList<>();

        // While the server works, a busy machine may keep a request waiting for longer than the load timeout.
        List<Long> before = unavailable(callers);
        outage.begin(postgres);
        for (Node node : nodes) {
            withOthers.add(Caller.start(node, others, MOMENT));
            assertThat(node.decide(unused.next())).isEqualTo(ObservedOutcome.UNAVAILABLE);
            assertThat(node.decide(keys.unknown())).isEqualTo(ObservedOutcome.UNAVAILABLE);
        }
        assertThat(throughFilter(nodes.get(0), unused.next()))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After:", "store_unavailable");
        eventually(() -> nodes.stream().allMatch(node -> node.feed() == FeedState.BROKEN));
        assertThat(nodes).noneMatch(Node::isHealthy);
        awaitRequests(callers, cached.size());
        awaitRequests(withOthers, nodes.size());

        outage.end(postgres);
        for (Node node : nodes) {
            String key = unused.next();
            eventually(() -> node.decide(key) == ObservedOutcome.GRANTED && node.isHealthy());
            eventually(() -> {
                ObservedOutcome outcome = node.decide(keys.unknown());
                assertThat(outcome).isIn(ObservedOutcome.UNAUTHORIZED, ObservedOutcome.UNAVAILABLE);
                return outcome == ObservedOutcome.UNAUTHORIZED;
            });
        }
        keys.revoke(cached.get(0));
        eventually(() -> callers.stream().allMatch(caller -> caller.hasRefused(cached.get(0))));

        Caller.close(callers);
        Caller.close(withOthers);
        assertThat(unavailable(callers))
                .as("503 for a cached key, since the outage began")
                .isEqualTo(before);
        assertThat(callers)
                .allMatch(caller -> caller.refusals()
                        == caller.count(ObservedOutcome.REVOKED) + caller.count(ObservedOutcome.UNAVAILABLE));
        assertThat(callers).noneMatch(Caller::hasGrantedAgain);
        assertThat(withOthers).allMatch(caller -> caller.refusals() == caller.count(ObservedOutcome.UNAVAILABLE));
    }

    private static List<Long> unavailable(List<Caller> callers) {
        return callers.stream()
                .map(caller -> caller.count(ObservedOutcome.UNAVAILABLE))
                .toList();
    }

    /** So many more: nobody waits for the server that does not respond. */
    private static void awaitRequests(List<Caller> callers, int more) {
        for (Caller caller : callers) {
            long enough = caller.requests() + more;
            eventually(() -> caller.requests() > enough);
        }
    }

    /** The response of a server with this node's filter. */
    private static String throughFilter(Node node, String key) throws Exception {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        ServletContextHandler context = new ServletContextHandler();
        ApiKeyAuthFilter filter = new ApiKeyAuthFilter(node.keystile());
        Filter undestroyed = filter::doFilter;
        context.addFilter(new FilterHolder(undestroyed), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + "Authorization: Bearer " + key
                + "\r\n\r\n";
        String response = connector.getResponse(request, false, TestTimeout.SECONDS, TimeUnit.SECONDS);
        server.stop();
        return response;
    }
}
