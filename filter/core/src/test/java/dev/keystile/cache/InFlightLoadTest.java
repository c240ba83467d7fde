package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightLoadTest {

    private static final long NOW = -5;
    private static final Lookup<String> UNKNOWN = new Lookup.Unknown<>();
    private static final Lookup<String> FAILED = new Lookup.Unavailable<>(false);

    private final InFlightLoad<String> load = new InFlightLoad<>(TestKeys.digest(1), new LoadBulkhead<>(1, 1, 1, 1), 0);
    private final List<CompletableFuture<Lookup<String>>> limited = new ArrayList<>();

    @Test
    void requestsShareAResultAndItsTimeLimit() {
        CompletableFuture<Lookup<String>> result = load.result(limited::add);

        assertThat(load.result(limited::add)).isSameAs(result);
        assertThat(limited).containsExactly(result);

        load.end(UNKNOWN);
        assertThat(result).isCompletedWithValue(UNKNOWN);
    }

    @Test
    void aRequestThatComesAfterATimeoutGetsAResultOfItsOwn() {
        CompletableFuture<Lookup<String>> first = load.result(limited::add);
        first.complete(FAILED);

        CompletableFuture<Lookup<String>> second = load.result(limited::add);
        load.end(UNKNOWN);

        assertThat(limited).containsExactly(first, second);
        assertThat(first).isCompletedWithValue(FAILED);
        assertThat(second).isCompletedWithValue(UNKNOWN);
    }

    @Test
    void aLoadEndsOnceAndNeedsNoTimeLimitAfterwards() {
        load.end(UNKNOWN);
        load.end(FAILED);

        assertThat(load.result(limited::add)).isCompletedWithValue(UNKNOWN);
        assertThat(limited).isEmpty();
    }

    @Test
    void theTimeOfALoadRunsFromItsStart() {
        assertThat(load.hasRunFor(0, NOW)).isFalse();

        load.start(NOW);

        assertThat(load.hasRunFor(3, NOW + 2)).isFalse();
        assertThat(load.hasRunFor(3, NOW + 3)).isTrue();
    }

    @Test
    void aLoadFailsOnce() {
        assertThat(load.noteFailure()).isTrue();
        assertThat(load.noteFailure()).isFalse();
    }
}
