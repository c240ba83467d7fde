package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.decision.Decision;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an access log in front of the filter can tell of a request. */
class DecisionOfRequestTest {

    private final String text = TestKeys.text(KeyType.SECRET);
    private final BlockingQueue<Optional<Decision>> before = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Decision>> after = new LinkedBlockingQueue<>();
    private JettyFixture jetty;

    @BeforeEach
    void start() throws Exception {
        Filter log = (request, response, chain) -> {
            before.add(ApiKeyAuthFilter.decision(request));
            chain.doFilter(request, response);
            after.add(ApiKeyAuthFilter.decision(request));
        };
        jetty = new JettyFixture()
                .filter(log)
                .filter(JettyFixture.builder()
                        .store(new MemoryKeyStore(List.of(TestKeys.record(text))))
                        .route("/open", Access.PUBLIC)
                        .route("/closed", Access.DENIED)
                        .build())
                .servlet("/*", (request, response) -> {})
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.close();
    }

    @Test
    void nothingIsDecidedBeforeTheFilter() throws Exception {
        jetty.get("/open");
        assertThat(before.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aRequestThatComesThroughHasItsDecision() throws Exception {
        jetty.get("/x", "Authorization: Bearer " + text);
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasValueSatisfying(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.Granted.class,
                                granted -> assertThat(granted.key().identity().keyId())
                                        .isEqualTo(TestKeys.record(text).id())));
        jetty.get("/open");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS).map(Decision::outcome))
                .hasValue("open");
    }

    @Test
    void aRefusalHasItsDecisionToo() throws Exception {
        jetty.get("/closed");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS).map(Decision::outcome))
                .hasValue("route_closed");
        jetty.get("/x");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS).map(Decision::outcome))
                .hasValue("missing_key");
    }
}
