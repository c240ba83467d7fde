package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.upstream.Bulkhead.Outcome;
import dev.keystile.key.IpAddress;
import java.io.EOFException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An exchange that ends early leaves no connection held. */
class ExchangeTest {

    private static final IpAddress CLIENT = new IpAddress(0, 1);

    private final UpstreamTargets targets = new UpstreamTargets(
            new Upstream(
                    "/**",
                    List.of(URI.create("http://a")),
                    "",
                    Upstream.DEFAULT_TIMEOUT,
                    OptionalLong.empty(),
                    new ConnectionLimits(1, 1, 10)),
            System::nanoTime);
    private final List<Exchange> turns = new ArrayList<>();
    private final List<Throwable> refusals = new ArrayList<>();

    private Exchange exchange() {
        return new Exchange(targets, "r", ClientLimits.DEFAULT);
    }

    private Outcome acquire(Exchange exchange) {
        return exchange.acquire(CLIENT, () -> turns.add(exchange), refusals::add);
    }

    @Test
    void anExchangeThatEndedBeforeItsRequestHoldsNothing() {
        Exchange ended = exchange();
        ended.end();

        assertThat(acquire(ended)).isEqualTo(Outcome.ENDED);
        assertThat(acquire(exchange())).isEqualTo(Outcome.HELD);
    }

    @Test
    void oneThatEndsWhileItWaitsGetsNoTurn() {
        Exchange first = exchange();
        Exchange waiting = exchange();
        assertThat(acquire(first)).isEqualTo(Outcome.HELD);
        assertThat(acquire(waiting)).isEqualTo(Outcome.WAITING);

        waiting.end();
        first.end();

        assertThat(turns).isEmpty();
        assertThat(acquire(exchange())).isEqualTo(Outcome.HELD);
    }

    @Test
    void oneWhoseClientHasGoneWaitsForNothing() {
        Exchange first = exchange();
        Exchange gone = exchange();
        acquire(first);
        gone.abandon(new EOFException());

        acquire(gone);

        assertThat(refusals).hasSize(1);
        first.end();
        assertThat(turns).isEmpty();
        assertThat(acquire(exchange())).isEqualTo(Outcome.HELD);
    }

    @Test
    void aClosedConnectionThatNobodyReportedIsNoticed() {
        AtomicBoolean connected = new AtomicBoolean(true);
        Exchange first = exchange();
        Exchange waiting = exchange();
        acquire(first);
        waiting.watchClient(connected::get);
        acquire(waiting);
        assertThat(waiting.isClientGone()).isFalse();

        connected.set(false);
        assertThat(waiting.isClientGone()).isTrue();
        waiting.abandonClient();

        assertThat(refusals).hasSize(1);
        assertThat(waiting.isClientGone()).as("it is abandoned").isFalse();
    }
}
