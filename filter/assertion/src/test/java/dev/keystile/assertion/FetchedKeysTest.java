package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.TestTimeout;
import dev.keystile.assertion.KeySource.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<CompletableFuture<Map<String, ECKey>>> fetches = new LinkedBlockingQueue<>();
    private volatile long now = Long.MAX_VALUE - Duration.ofHours(2).toNanos();
    private volatile CompletableFuture<Map<String, ECKey>> next = down();
    private final FetchedKeys keys = new FetchedKeys("gateway.example.com", this::fetch, () -> now);

    private CompletableFuture<Map<String, ECKey>> fetch() {
        CompletableFuture<Map<String, ECKey>> fetch = next;
        fetches.add(fetch);
        return fetch;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static CompletableFuture<Map<String, ECKey>> down() {
        return CompletableFuture.failedFuture(new IOException("connection refused"));
    }

    private static CompletableFuture<Map<String, ECKey>> published(String... names) {
        return CompletableFuture.completedFuture(
                Arrays.stream(names).collect(Collectors.toMap(Function.identity(), FetchedKeysTest::key)));
    }

    private static ECKey key(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void assertKnown(String name) throws UnavailableException {
        assertThat(keys.find(name)).isNotNull().extracting(ECKey::getKeyID).isEqualTo(name);
    }

    private void assertUnavailable(String name) {
        assertThatThrownBy(() -> keys.find(name))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("gateway.example.com");
    }

    @Test
    void anOutageIsNoRefusalHoweverOftenItIsAskedFor() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertUnavailable("a");
        }
        assertThat(fetches).hasSize(1);

        next = published("a");
        pass(FetchedKeys.BETWEEN_RETRIES.minusNanos(1));
        assertUnavailable("a");
        pass(Duration.ofNanos(1));
        assertKnown("a");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void onlyAFetchedSetSaysThatThereIsNoSuchKey() throws Exception {
        next = published("a");
        assertThat(keys.find("b")).isNull();
        assertThat(keys.find("b")).isNull();
        assertThat(fetches).hasSize(1);

        pass(FetchedKeys.BETWEEN_FETCHES);
        next = down();
        assertUnavailable("b");
        assertUnavailable("c");
        assertKnown("a");
        assertThat(fetches).hasSize(2);

        pass(FetchedKeys.BETWEEN_RETRIES);
        next = published("a", "c");
        assertThat(keys.find("b")).isNull();
        assertKnown("c");
        assertThat(fetches).hasSize(3);
    }

    @Test
    void aNewKeyIsFetchedWhenItIsAskedFor() throws Exception {
        next = published("a");
        assertKnown("a");
        next = published("a", "b");
        assertKnown("b");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void namesThatAreNotThereHaveTheKeysFetchedEveryThirtySecondsAtMost() throws Exception {
        next = published("a");
        assertKnown("a");
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find("invented " + i)).isNull();
        }
        assertThat(fetches).hasSize(2);

        next = published("a", "b");
        pass(FetchedKeys.BETWEEN_FETCHES.minusNanos(1));
        assertThat(keys.find("b")).isNull();
        pass(Duration.ofNanos(1));
        assertKnown("b");
    }

    @Test
    void aKeyThatIsGoneFromTheSetIsUnknownAfterFiveMinutes() throws Exception {
        next = published("a");
        assertKnown("a");
        next = published("b");
        pass(FetchedKeys.FRESH.minusNanos(1));
        assertKnown("a");
        pass(Duration.ofNanos(1));
        assertThat(keys.find("a")).isNull();
    }

    @Test
    void knownKeysStayInForceForFourHoursOfAnOutage() throws Exception {
        next = published("a");
        assertKnown("a");
        next = down();
        for (Duration passed = Duration.ZERO;
                passed.compareTo(FetchedKeys.OUTAGE) < 0;
                passed = passed.plus(FetchedKeys.FRESH)) {
            assertKnown("a");
            pass(FetchedKeys.FRESH);
        }
        assertUnavailable("a");
    }

    @Test
    void inAnOutageAKnownKeyDoesNotWaitForTheNextFetch() throws Exception {
        next = published("a");
        assertKnown("a");
        pass(FetchedKeys.FRESH);
        next = down();
        assertKnown("a");
        pass(FetchedKeys.BETWEEN_RETRIES);
        CompletableFuture<Map<String, ECKey>> stalled = new CompletableFuture<>();
        next = stalled;

        assertKnown("a");

        assertThat(fetches).hasSize(3);
        stalled.complete(Map.of());
        assertThat(keys.find("a")).isNull();
    }

    @Test
    void manyRequestsShareOneFetch() throws Exception {
        CompletableFuture<Map<String, ECKey>> slow = new CompletableFuture<>();
        next = slow;
        List<Future<ECKey>> found = ask(100, "a");
        assertThat(fetches.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).isSameAs(slow);

        slow.complete(published("a").join());

        for (Future<ECKey> one : found) {
            assertThat(one.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(fetches).isEmpty();
    }

    @Test
    void inAnOutageOnlySoManyRequestsWait() throws Exception {
        assertUnavailable("a");
        fetches.clear();
        pass(FetchedKeys.BETWEEN_RETRIES);
        CompletableFuture<Map<String, ECKey>> stalled = new CompletableFuture<>();
        next = stalled;
        int more = 10;
        List<Future<ECKey>> asked = ask(FetchedKeys.MAX_WAITING_IN_OUTAGE + more, "a");
        await().until(() -> asked.stream().filter(Future::isDone).count() == more);

        stalled.complete(published("a").join());

        int known = 0;
        for (Future<ECKey> one : asked) {
            known += isKnown(one) ? 1 : 0;
        }
        assertThat(known).isEqualTo(FetchedKeys.MAX_WAITING_IN_OUTAGE);
        assertThat(fetches).hasSize(1);
    }

    private List<Future<ECKey>> ask(int times, String name) {
        List<Future<ECKey>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(threads.submit(() -> keys.find(name)));
        }
        return asked;
    }

    private static boolean isKnown(Future<ECKey> one) throws Exception {
        try {
            return one.get(TestTimeout.SECONDS, TimeUnit.SECONDS) != null;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(UnavailableException.class);
            return false;
        }
    }

    @Test
    void aFetcherThatThrowsIsAnOutageToo() throws Exception {
        FetchedKeys broken = new FetchedKeys(
                "gateway.example.com",
                () -> {
                    throw new IllegalStateException("no thread");
                },
                () -> now);
        assertThatThrownBy(() -> broken.find("a")).isInstanceOf(UnavailableException.class);
    }
}
