package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Verdict;
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
class VerdictOfRequestTest {

    private final String text = TestKeys.text(KeyType.SECRET);
    private final BlockingQueue<Optional<Verdict>> before = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Verdict>> after = new LinkedBlockingQueue<>();
    private JettyFixture jetty;

    @BeforeEach
    void start() throws Exception {
        Filter log = (request, response, chain) -> {
            before.add(ApiKeyAuthFilter.verdict(request));
            chain.doFilter(request, response);
            after.add(ApiKeyAuthFilter.verdict(request));
        };
        jetty = new JettyFixture()
                .filter(log)
                .filter(ApiKeyAuthFilter.builder()
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
    void aRequestThatComesThroughHasItsVerdict() throws Exception {
        jetty.get("/x", "Authorization: Bearer " + text);
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasValueSatisfying(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Verdict.Granted.class,
                                granted -> assertThat(granted.identity().keyId())
                                        .isEqualTo(TestKeys.record(text).id())));
        jetty.get("/open");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).hasValue(Verdict.Open.OPEN);
    }

    @Test
    void aRefusalHasItsVerdictToo() throws Exception {
        jetty.get("/closed");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasValue(Verdict.Denied.of(DenyReason.ROUTE_CLOSED));
        jetty.get("/x");
        assertThat(after.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasValue(Verdict.Denied.of(DenyReason.MISSING_KEY));
    }
}
