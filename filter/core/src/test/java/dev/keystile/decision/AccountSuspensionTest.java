package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.ACCOUNT_SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.policy.Refusal;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.MemoryKeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account that is suspended and resumed while requests with its keys are decided. */
class AccountSuspensionTest {

    private final String key = TestKeys.text(KeyType.SECRET);
    private final String second = TestKeys.text(KeyType.SECRET);
    private final String stranger = TestKeys.text(KeyType.SECRET);
    private final MemoryKeyStore memory = new MemoryKeyStore(List.of(
            TestKeys.record(key, AccountState.ACTIVE),
            TestKeys.record(second, AccountState.ACTIVE),
            TestKeys.record(stranger)));
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean hangs;

    /** Reads the key, and then hangs if the test says so. */
    private final ApiKeyStore store = new ApiKeyStore() {
        @Override
        public @Nullable ApiKey find(KeyDigest digest) {
            ApiKey found = memory.find(digest);
            if (hangs) {
                hanging.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return found;
        }

        @Override
        public void subscribe(KeyChanges listener) {
            memory.subscribe(listener);
        }
    };

    private final CachedKeyStore<KnownKey> keys = new CachedKeyStore<>(
            store, CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX), KnownKey::of, CacheListener.NONE);
    private final Authenticator authenticator = new AuthenticatorBuilder(RouteTable.of(List.of()), keys)
            .policies(PolicyChain.of(false, TrustedProxies.NONE, List.of(), InstantSource.system()))
            .build();

    @AfterEach
    void close() {
        release.countDown();
        keys.close();
    }

    @Test
    void allKeysOfASuspendedAccountAreRefusedUntilItIsResumed() {
        assertGranted(decide(key));
        assertGranted(decide(second));
        assertGranted(decide(stranger));

        put(AccountState.SUSPENDED);
        assertRefused(decide(key), ACCOUNT_SUSPENDED);
        assertRefused(decide(second), ACCOUNT_SUSPENDED);
        assertGranted(decide(stranger));

        put(AccountState.ACTIVE);
        assertGranted(decide(key));
        assertGranted(decide(second));
    }

    @Test
    void aLoadThatHangsWhileTheAccountIsSuspendedLetsNoLaterRequestPass() throws Exception {
        DecisionResult before = hang();
        put(AccountState.SUSPENDED);
        DecisionResult joined = decide(key);
        release.countDown();

        assertGranted(before);
        assertRefused(joined, ACCOUNT_SUSPENDED);
        assertRefused(decide(key), ACCOUNT_SUSPENDED);
        put(AccountState.ACTIVE);
        assertGranted(decide(key));
    }

    @Test
    void aLoadThatHangsWhileTheAccountIsResumedRefusesNoLaterRequest() throws Exception {
        put(AccountState.SUSPENDED);
        DecisionResult before = hang();
        put(AccountState.ACTIVE);
        DecisionResult joined = decide(key);
        release.countDown();

        assertRefused(before, ACCOUNT_SUSPENDED);
        assertGranted(joined);
        assertGranted(decide(key));
    }

    /** A request whose load has read the store, and hangs. */
    private DecisionResult hang() throws InterruptedException {
        hangs = true;
        DecisionResult result = decide(key);
        assertThat(hanging.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        hangs = false;
        return result;
    }

    private void put(AccountState state) {
        ApiKey record = TestKeys.record(key, state);
        memory.put(new AccountRecord(record.account(), state, null));
    }

    private DecisionResult decide(String bearer) {
        return authenticator.decide(FakeRequest.get("/").bearer(bearer));
    }

    private static void assertGranted(DecisionResult result) {
        assertThat(result.await()).isInstanceOf(Decision.Granted.class);
    }

    private static void assertRefused(DecisionResult result, Refusal refusal) {
        assertThat(result.await())
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.refusal()).isEqualTo(refusal));
    }
}
