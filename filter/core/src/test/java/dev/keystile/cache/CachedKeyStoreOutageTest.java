package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.key.ApiKey;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CachedKeyStoreOutageTest extends CacheFixture {

    private static final KeyStoreException DOWN = new KeyStoreException("the database is down");

    /** Later than any first retry, and far from fresh-for. */
    private static final Duration RETRY = Duration.ofMillis(101);

    @TestFactory
    List<DynamicTest> whateverTheStoreThrowsTheKeyIsUnavailableAndNotUnknown() {
        List<Throwable> thrown = List.of(
                DOWN, new IllegalStateException("bug"), new StackOverflowError(), new NoClassDefFoundError("driver"));
        return thrown.stream()
                .map(failure -> DynamicTest.dynamicTest(failure.getClass().getSimpleName(), () -> {
                    ApiKey key = stored();
                    store.failWith(failure);
                    assertFailed(find(key));
                    assertThat(cache.negativeSize()).isZero();

                    store.recover();
                    assertKnown(key);
                }))
                .toList();
    }

    @Test
    void theRecordOfAnotherKeyIsAFailure() {
        ApiKey key = TestKeys.newRecord();
        store.mixUp(key.digest(), TestKeys.newRecord());

        assertFailed(find(key));
    }

    @Test
    void whatCannotBeMadeOfARecordIsAFailureEachTime() {
        cache(
                SETTINGS,
                record -> {
                    throw new IllegalStateException("no principal");
                },
                listener);
        ApiKey key = stored();

        for (int i = 0; i < SETTINGS.maxConcurrentLoads() + 1; i++) {
            assertFailed(find(key));
        }
    }

    @Test
    void aFailingStoreDoesNotShutKnownKeysOutBeforeStaleFor() {
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(FRESH);
        assertKnown(key);
        assertThat(listener.stale).hasValue(1);

        ticker.advance(STALE.minus(FRESH).minus(MOMENT));
        assertKnown(key);
        ticker.advance(MOMENT);
        assertFailed(find(key));
        assertThat(cache.health().available()).isFalse();
    }

    @Test
    void withStaleForZeroNothingOldIsServed() {
        cache(SETTINGS.withStaleFor(Duration.ZERO));
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(FRESH);

        assertFailed(find(key));
    }

    @Test
    void aKeyThatGrewTooOldWhileWaitingForTheStoreIsNotUsed() throws Exception {
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(STALE.minus(MOMENT));
        ScriptedStore.Gate gate = gate(key);
        LookupThread thread = startLookup(key);
        ticker.advance(MOMENT);
        gate.open();

        assertFailed(thread.result());
    }

    @Test
    void onceALoadHasFailedTheOthersDoNotWait() {
        List<ApiKey> keys = List.of(cached(), cached(), cached());
        store.failWith(DOWN);
        ticker.advance(FRESH);
        assertKnown(keys.get(0));
        int finds = store.finds.get();
        int misses = listener.misses.get();

        for (int i = 0; i < 100; i++) {
            assertKnown(keys.get(i % 3));
        }

        assertThat(store.finds).as("too early for a retry").hasValue(finds);
        assertThat(listener.misses).as("nobody waited").hasValue(misses);
    }

    @Test
    void aFrozenStoreCostsOneTimeOutAndIsRetriedInTheBackground() throws Exception {
        ApiKey first = cached();
        ApiKey second = cached();
        gate(second);
        ticker.advance(FRESH);
        hang(first.digest());
        assertKnown(first);
        int misses = listener.misses.get();

        assertKnown(second);
        assertThat(store.finds).as("too early for a retry").hasValue(3);
        ticker.advance(RETRY);
        assertKnown(first);
        assertKnown(second);

        awaitFinds(4);
        ticker.advance(PATIENT);
        assertKnown(second);
        assertThat(listener.misses).as("nobody waited for the retry either").hasValue(misses);
    }

    @Test
    void aKeyWhoseOwnLoadHangsDoesNotUseUpTheRetriesOfOthers() throws Exception {
        ApiKey hanging = cached();
        ApiKey other = cached();
        ticker.advance(FRESH);
        hang(hanging.digest());
        assertKnown(hanging);
        ticker.advance(RETRY);

        assertKnown(hanging);
        assertKnown(other);

        awaitLoads(3);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void retriesBackOffButNeverBeyondFreshFor() {
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(FRESH);
        assertKnown(key);
        for (int failures = 2; failures < 12; failures++) {
            ticker.advance(FRESH.dividedBy(2));
            lookUpUntilFailed(key, failures);
            int finds = store.finds.get();
            assertKnown(key);
            assertThat(store.finds).as("too early for another").hasValue(finds);
        }
        assertThat(listener.misses)
                .as("nobody waited but for the first load and the first failure")
                .hasValue(2);
    }

    private void lookUpUntilFailed(ApiKey key, int failures) {
        await().pollInterval(MOMENT).until(() -> {
            assertKnown(key);
            return listener.failures.get() == failures;
        });
    }

    @Test
    void aStoreThatRespondsAgainIsTrustedAgain() {
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(FRESH);
        assertKnown(key);
        ApiKey revoked = key.revokedAt(Instant.EPOCH);
        store.recover();
        store.put(revoked);

        ticker.advance(RETRY);
        assertKnown(key);
        awaitLoads(3);

        assertKnown(revoked);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void afterAQuietOutageTheFirstRequestIsLookedUpInTheStoreThatRespondsAgain() {
        ApiKey key = cached();
        store.failWith(DOWN);
        ticker.advance(FRESH);
        assertKnown(key);
        ApiKey revoked = key.revokedAt(Instant.EPOCH);
        store.recover();
        store.put(revoked);

        ticker.advance(FRESH);

        assertKnown(revoked);
    }

    @Test
    void aLoadThatHangsFromAnEarlierOutageIsNoReasonToTrustOldKeys() throws Exception {
        ApiKey hanging = cached();
        ApiKey key = cached();
        ticker.advance(FRESH);
        hang(hanging.digest());
        assertKnown(hanging);
        ApiKey revoked = key.revokedAt(Instant.EPOCH);
        store.put(revoked);

        ticker.advance(FRESH);

        assertKnown(revoked);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        CacheListener broken = (CacheListener) Proxy.newProxyInstance(
                CacheListener.class.getClassLoader(), new Class<?>[] {CacheListener.class}, (proxy, method, args) -> {
                    throw new NoSuchMethodError("a meter of another version");
                });
        cache(SETTINGS, ApiKey::id, broken);
        ApiKey key = stored();
        for (int i = 0; i < SETTINGS.maxConcurrentLoads() + 1; i++) {
            assertKnown(key);
            ticker.advance(FRESH);
        }
        store.failWith(DOWN);
        assertKnown(key);
    }
}
