package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.store.ApiKeyStore.FeedState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that breaks between the nodes and a PostgreSQL that is well. */
class NetworkIT extends Cluster {

    private static final CacheSettings LONG = CacheSettings.DEFAULT.withFreshFor(Duration.ofMinutes(10));

    private Proxy first;
    private Proxy second;

    @BeforeEach
    void lay() throws IOException {
        first = new Proxy(postgres.port());
        second = new Proxy(postgres.port());
    }

    @AfterEach
    void tearDown() throws IOException {
        first.close();
        second.close();
    }

    @Test
    void aResponseCutAnywhereMakesNoGoodKeyUnknown() throws Exception {
        nodes.add(Node.deaf(OwnPostgres.url(first.address()), CacheSettings.DEFAULT));
        Node node = nodes.get(0);
        List<String> cached = keys.issue(10);
        warm(cached);
        call(cached, MOMENT);
        Iterator<String> unused = keys.issue(400).iterator();

        for (int bytes = 0; bytes < 900; bytes += 30) {
            first.cutAfter(bytes);
            String key = unused.next();
            assertThat(node.decide(key)).isIn(ObservedOutcome.GRANTED, ObservedOutcome.UNAVAILABLE);
            eventually(() -> node.decide(key) == ObservedOutcome.GRANTED);
        }

        Caller.close(callers);
        assertThat(callers).allMatch(caller -> caller.refusals() == 0);
    }

    @Test
    void aFeedThatFallsSilentInMidMessageIsNoticed() throws Exception {
        List<Proxy> proxies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            proxies.add(new Proxy(postgres.port()));
            nodes.add(Node.open(
                    Map.of(
                            "url",
                            postgres.url(),
                            "listen-url",
                            OwnPostgres.url(proxies.get(i).address())),
                    LONG));
        }
        List<String> texts = keys.issue(3);
        warm(texts);
        eventually(() -> nodes.stream().allMatch(node -> node.feed() == FeedState.CONNECTED));

        proxies.get(0).swallowAfter(0);
        proxies.get(1).swallowAfter(1);
        proxies.get(2).swallowAfter(3);
        proxies.get(3).swallowAfter(20);
        keys.revoke(texts.get(0));
        eventually(() -> nodes.stream().allMatch(node -> node.feed() == FeedState.BROKEN));
        keys.revoke(texts.get(1));
        proxies.forEach(Proxy::heal);

        eventually(() -> nodes.stream().allMatch(node -> node.feed() == FeedState.CONNECTED));
        for (Node node : nodes) {
            eventually(() -> node.decide(texts.get(0)) == ObservedOutcome.REVOKED);
            eventually(() -> node.decide(texts.get(1)) == ObservedOutcome.REVOKED);
            assertThat(node.decide(texts.get(2))).isEqualTo(ObservedOutcome.GRANTED);
        }
        for (Proxy proxy : proxies) {
            proxy.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherAddressTakesOver(boolean silently) throws Exception {
        String url = OwnPostgres.url(first.address() + "," + second.address()) + "&targetServerType=primary";
        // Before anybody listens: what is told of a new key would have the nodes forget it just before the outage.
        List<String> cached = keys.issue(20);
        List<String> unused = keys.issue(2);
        open(2, () -> Node.listening(url, LONG));
        warm(cached);
        call(cached, MOMENT);

        if (silently) {
            first.swallowAfter(0);
        } else {
            first.close();
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String key = unused.get(i);
            eventually(() -> {
                ObservedOutcome outcome = node.decide(key);
                assertThat(outcome).isIn(ObservedOutcome.GRANTED, ObservedOutcome.UNAVAILABLE);
                return outcome == ObservedOutcome.GRANTED;
            });
            eventually(node::isHealthy);
        }

        Caller.close(callers);
        assertThat(callers).allMatch(caller -> caller.refusals() == 0);
        keys.revoke(cached.get(0));
        eventually(() -> nodes.stream().allMatch(node -> node.decide(cached.get(0)) == ObservedOutcome.REVOKED));
    }
}
