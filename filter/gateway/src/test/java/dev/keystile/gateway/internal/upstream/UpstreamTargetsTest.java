package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpstreamTargetsTest {

    private static final URI A = URI.create("http://a");
    private static final URI B = URI.create("http://b");
    private static final URI C = URI.create("http://c");

    /** Begins below zero, as {@code System.nanoTime} may. */
    private final AtomicLong now = new AtomicLong(-Duration.ofDays(1).toNanos());

    private UpstreamTargets targets(URI... urls) {
        return new UpstreamTargets(
                new Upstream(
                        "/**",
                        List.of(urls),
                        "",
                        Upstream.DEFAULT_TIMEOUT,
                        OptionalLong.empty(),
                        ConnectionLimits.DEFAULT),
                now::get);
    }

    private static List<URI> next(UpstreamTargets targets, int count) {
        return Stream.generate(targets::next).limit(count).toList();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void urlsTakeTurns() {
        assertThat(next(targets(A, B, C), 6)).containsExactly(A, B, C, A, B, C);
        assertThat(next(targets(A), 3)).containsExactly(A, A, A);
    }

    @Test
    void anUnreachableUrlIsSkippedForAWhile() {
        UpstreamTargets targets = targets(A, B, C);
        targets.markUnreachable(B);
        assertThat(next(targets, 6)).doesNotContain(B).contains(A, C);
        pass(UpstreamTargets.UNREACHABLE_FOR.minusNanos(1));
        assertThat(next(targets, 6)).doesNotContain(B);
        pass(Duration.ofNanos(1));
        assertThat(next(targets, 3)).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void urlsTakeTurnsIfAllAreUnreachable() {
        UpstreamTargets targets = targets(A, B);
        targets.markUnreachable(A);
        targets.markUnreachable(B);
        assertThat(next(targets, 4)).containsExactly(A, B, A, B);
    }

    @Test
    void theOnlyUrlIsNeverSkipped() {
        UpstreamTargets targets = targets(A);
        targets.markUnreachable(A);
        assertThat(targets.next()).isEqualTo(A);
    }
}
