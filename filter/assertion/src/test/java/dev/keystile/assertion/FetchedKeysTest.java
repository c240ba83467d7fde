package dev.keystile.assertion;

import static dev.keystile.assertion.KeyLookup.NotFound.NO_SUCH_KEY;
import static dev.keystile.assertion.KeyLookup.NotFound.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.LogLines;
import dev.keystile.async.Pending;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {

    private final BlockingQueue<CompletableFuture<Map<String, ECKey>>> fetches = new LinkedBlockingQueue<>();
    private volatile long now = Long.MAX_VALUE - Duration.ofHours(2).toNanos();
    private volatile CompletableFuture<Map<String, ECKey>> next = down();
    private final FetchedKeys keys = new FetchedKeys("gateway.example.com", this::fetch, () -> now);

    private final LogLines log = LogLines.of(FetchedKeys.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private CompletableFuture<Map<String, ECKey>> fetch() {
        CompletableFuture<Map<String, ECKey>> fetch = next;
        fetches.add(fetch);
        return fetch;
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

    private void assertKnown(String name) {
        assertKnown(keys.find(name), name);
    }

    private static void assertKnown(KeyLookup lookup, String name) {
        assertThat(lookup)
                .isInstanceOfSatisfying(
                        KeyLookup.Found.class,
                        found -> assertThat(found.key().getKeyID()).isEqualTo(name));
    }

    private void assertNoSuchKey(String name) {
        assertThat(keys.find(name)).isEqualTo(NO_SUCH_KEY);
    }

    private void assertUnavailable(String name) {
        assertThat(keys.find(name)).isEqualTo(UNAVAILABLE);
    }

    /** The fetches that are begun from now on take until the test completes them. */
    private CompletableFuture<Map<String, ECKey>> stall() {
        CompletableFuture<Map<String, ECKey>> stalled = new CompletableFuture<>();
        next = stalled;
        return stalled;
    }

    /** Looks up a name that has to be fetched. */
    private Pending<KeyLookup> fetching(String name) {
        return ((KeyLookup.Fetching) keys.find(name)).result();
    }

    private List<Pending<KeyLookup>> fetching(int times, String name) {
        return Stream.generate(() -> fetching(name)).limit(times).toList();
    }

    @Test
    void anOutageIsNoRefusalHoweverManyRequestsCome() {
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
    void onlyAFetchedSetSaysThatThereIsNoSuchKey() {
        next = published("a");
        assertNoSuchKey("b");
        assertNoSuchKey("b");
        assertThat(fetches).hasSize(1);

        pass(FetchedKeys.BETWEEN_FETCHES);
        next = down();
        assertUnavailable("b");
        assertUnavailable("c");
        assertKnown("a");
        assertThat(fetches).hasSize(2);

        pass(FetchedKeys.BETWEEN_RETRIES);
        next = published("a", "c");
        assertNoSuchKey("b");
        assertKnown("c");
        assertThat(fetches).hasSize(3);
    }

    @Test
    void aNewKeyIsFetchedWhenItIsLookedUp() {
        next = published("a");
        assertKnown("a");
        next = published("a", "b");
        assertKnown("b");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void namesThatAreNotThereHaveTheKeysFetchedEveryThirtySecondsAtMost() {
        next = published("a");
        assertKnown("a");
        for (int i = 0; i < 100; i++) {
            assertNoSuchKey("invented " + i);
        }
        assertThat(fetches).hasSize(2);

        next = published("a", "b");
        pass(FetchedKeys.BETWEEN_FETCHES.minusNanos(1));
        assertNoSuchKey("b");
        pass(Duration.ofNanos(1));
        assertKnown("b");
    }

    @Test
    void aKeyThatIsGoneFromTheSetIsUnknownAfterFiveMinutes() {
        next = published("a");
        assertKnown("a");
        next = published("b");
        pass(FetchedKeys.FRESH.minusNanos(1));
        assertKnown("a");
        pass(Duration.ofNanos(1));
        assertNoSuchKey("a");
    }

    @Test
    void knownKeysStayInForceForFourHoursOfAnOutage() {
        next = published("a");
        assertKnown("a");
        next = down();
        for (Duration elapsed = Duration.ZERO;
                elapsed.compareTo(FetchedKeys.OUTAGE) < 0;
                elapsed = elapsed.plus(FetchedKeys.FRESH)) {
            assertKnown("a");
            pass(FetchedKeys.FRESH);
        }
        assertUnavailable("a");
    }

    @Test
    void inAnOutageAKnownKeyDoesNotWaitForTheNextFetch() {
        next = published("a");
        assertKnown("a");
        pass(FetchedKeys.FRESH);
        next = down();
        assertKnown("a");
        pass(FetchedKeys.BETWEEN_RETRIES);
        CompletableFuture<Map<String, ECKey>> stalled = stall();

        assertKnown("a");

        assertThat(fetches).hasSize(3);
        stalled.complete(Map.of());
        assertNoSuchKey("a");
    }

    @Test
    void manyRequestsShareOneFetch() {
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        List<Pending<KeyLookup>> known = fetching(100, "a");
        List<Pending<KeyLookup>> unknown = fetching(100, "b");
        assertThat(fetches).hasSize(1);

        stalled.complete(published("a").join());

        assertThat(known).allSatisfy(pending -> assertKnown(pending.await(), "a"));
        assertThat(unknown).allSatisfy(pending -> assertThat(pending.await()).isEqualTo(NO_SUCH_KEY));
        assertThat(fetches).hasSize(1);
    }

    @Test
    void threadsThatLookUpAtOnceShareOneFetchToo() throws Exception {
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<KeyLookup>> lookups = threads.invokeAll(Collections.nCopies(64, () -> keys.find("a")));
        assertThat(fetches).hasSize(1);

        stalled.complete(published("a").join());

        for (Future<KeyLookup> lookup : lookups) {
            assertKnown(((KeyLookup.Fetching) lookup.get()).result().await(), "a");
        }
        threads.shutdown();
    }

    @Test
    void whenAFetchFailsAKnownKeyIsStillKnownAndOthersAreUnavailable() {
        next = published("a");
        assertKnown("a");
        pass(FetchedKeys.FRESH);
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        Pending<KeyLookup> known = fetching("a");
        Pending<KeyLookup> other = fetching("b");

        stalled.completeExceptionally(new IOException("connection reset"));

        assertKnown(known.await(), "a");
        assertThat(other.await()).isEqualTo(UNAVAILABLE);
        assertKnown("a");
        assertUnavailable("b");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aLookupAfterAFetchHasEndedIsNotPending() {
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        Pending<KeyLookup> pending = fetching("a");
        stalled.complete(published("a").join());

        assertKnown("a");
        assertKnown(pending.await(), "a");
    }

    @Test
    void anInterruptedThreadCannotTellAndStaysInterrupted() {
        next = published("a");
        assertKnown("a");
        pass(FetchedKeys.FRESH);
        stall();
        Pending<KeyLookup> pending = fetching("a");
        Thread.currentThread().interrupt();

        KeyLookup lookup = pending.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lookup).isEqualTo(UNAVAILABLE);
    }

    @Test
    void inAnOutageOnlySoManyRequestsWait() {
        assertUnavailable("a");
        pass(FetchedKeys.BETWEEN_RETRIES);
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        List<Pending<KeyLookup>> waiting = fetching(FetchedKeys.MAX_WAITING_IN_OUTAGE, "a");

        assertUnavailable("a");
        assertUnavailable("b");

        stalled.complete(published("a").join());
        assertThat(waiting).allSatisfy(pending -> assertKnown(pending.await(), "a"));
        assertThat(fetches).hasSize(2);
    }

    @Test
    void placesToWaitAreFreeAgainForTheNextFetchThoughNobodyTookAResult() {
        assertUnavailable("a");
        for (int i = 0; i < 3; i++) {
            pass(FetchedKeys.BETWEEN_RETRIES);
            CompletableFuture<Map<String, ECKey>> stalled = stall();
            assertThat(fetching(FetchedKeys.MAX_WAITING_IN_OUTAGE, "a")).hasSize(FetchedKeys.MAX_WAITING_IN_OUTAGE);
            assertUnavailable("a");
            stalled.completeExceptionally(new IOException("connection reset"));
        }
    }

    @Test
    void outsideAnOutageTooTheNumberOfThoseWhoWaitIsBounded() {
        CompletableFuture<Map<String, ECKey>> stalled = stall();
        List<Pending<KeyLookup>> waiting = fetching(FetchedKeys.MAX_WAITING, "a");

        assertUnavailable("a");

        stalled.complete(published("a").join());
        assertKnown(waiting.get(FetchedKeys.MAX_WAITING - 1).await(), "a");
        assertKnown("a");
    }

    @Test
    void anOutageIsLoggedWhenItBeginsAndWhenItEnds() {
        for (Throwable reason : List.of(
                new IOException("connection refused"),
                new CompletionException(new ParseException("no JWK Set", 0)),
                new CompletionException(new TimeoutException()),
                new CompletionException("no cause", null))) {
            next = CompletableFuture.failedFuture(reason);
            for (int failures = 0; failures < 3; failures++) {
                pass(FetchedKeys.BETWEEN_RETRIES);
                assertUnavailable("a");
            }
            next = published("b");
            pass(FetchedKeys.BETWEEN_RETRIES);
            assertNoSuchKey("a");
            pass(FetchedKeys.BETWEEN_FETCHES);
        }

        String again = "The keys of assertions are fetched from gateway.example.com again.";
        assertThat(log.messages())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("gateway.example.com: java.io.IOException: connection refused. Known"),
                        line -> assertThat(line).isEqualTo(again),
                        line -> assertThat(line)
                                .contains("ParseException: no JWK Set. Known keys stay in force for 4 hours"),
                        line -> assertThat(line).isEqualTo(again),
                        line -> assertThat(line).contains(": there was no whole response within 5 seconds. Known"),
                        line -> assertThat(line).isEqualTo(again),
                        line -> assertThat(line).contains("CompletionException: no cause. Known"),
                        line -> assertThat(line).isEqualTo(again));
    }

    @Test
    void fetchesThatSucceedAreNotLogged() {
        next = published("a");
        assertKnown("a");
        pass(FetchedKeys.FRESH);
        assertKnown("a");

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void aFetcherThatThrowsIsAnOutageToo() {
        FetchedKeys broken = new FetchedKeys(
                "gateway.example.com",
                () -> {
                    throw new IllegalStateException("no thread");
                },
                () -> now);
        assertThat(broken.find("a")).isEqualTo(UNAVAILABLE);
    }
}
