package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.INVALID_ASSERTION;
import static dev.keystile.policy.DenyReason.MULTIPLE_CREDENTIALS;
import static dev.keystile.policy.DenyReason.STORE_UNAVAILABLE;
import static dev.keystile.policy.DenyReason.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.async.Pending;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.PolicyChain;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.RequestId;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.RecyclableRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions that wait for the store, or for the keys of an assertion. */
class PendingDecisionTest {

    private static final String ASSERTION = "X-Assertion";

    /** What a decision waits for. */
    private enum Awaited {
        STORE,
        ASSERTION
    }

    private final String key = TestKeys.text(KeyType.SECRET);
    private final Identity identity = Identity.of(TestKeys.record(key));
    private final CountDownLatch storeResponds = new CountDownLatch(1);
    private final CompletableFuture<AssertedIdentity> verification = new CompletableFuture<>();
    private final List<String> policyThreads = new CopyOnWriteArrayList<>();
    private final List<String> listenerThreads = new CopyOnWriteArrayList<>();
    private final List<Decision> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService application =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));

    private final ApiKeyStore store = new ApiKeyStore() {
        @Override
        public @Nullable ApiKey find(KeyDigest digest) {
            try {
                storeResponds.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ApiKey record = TestKeys.record(key);
            return record.digest().equals(digest) ? record : null;
        }

        @Override
        public void subscribe(KeyChanges listener) {}
    };

    private final CachedKeyStore<KnownKey> keys = new CachedKeyStore<>(
            store, CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX), KnownKey::of, CacheListener.NONE);

    private final Authenticator authenticator = authenticator((request, known, route) -> {
        policyThreads.add(Thread.currentThread().getName());
        return null;
    });

    private Authenticator authenticator(Policy policy) {
        return new AuthenticatorBuilder(RouteTable.of(List.of()), keys)
                .assertions(request -> request.has(ASSERTION)
                        ? new AssertedIdentity.Deferred(
                                Pending.of(verification, TestTimeout.MAX, AssertedIdentity.Rejected.UNAVAILABLE))
                        : null)
                .policies(PolicyChain.of(false, TrustedProxies.NONE, List.of(policy), InstantSource.system()))
                .listener(decision -> {
                    listenerThreads.add(Thread.currentThread().getName());
                    heard.add(decision);
                })
                .build();
    }

    @AfterEach
    void close() {
        storeResponds.countDown();
        keys.close();
        application.shutdown();
    }

    private FakeRequest request(Awaited awaited) {
        FakeRequest request = FakeRequest.get("/").with("X-Request-ID", "r-1");
        return awaited == Awaited.STORE ? request.bearer(key) : request.with(ASSERTION, "token");
    }

    private PendingDecision pending(Awaited awaited) {
        return (PendingDecision) authenticator.decide(request(awaited));
    }

    /** What is waited for comes, on a thread that is not the application's. */
    private void arrive(Awaited awaited) throws Exception {
        if (awaited == Awaited.STORE) {
            storeResponds.countDown();
            await().until(() -> keys.size() == 1);
        } else {
            verified(new AssertedIdentity.Verified(identity));
        }
    }

    private void verified(AssertedIdentity result) throws InterruptedException {
        Thread fetcher = new Thread(() -> verification.complete(result), "keystile-fetch");
        fetcher.start();
        fetcher.join(TestTimeout.MILLIS);
    }

    private static Decision get(CompletionStage<Decision> stage) throws Exception {
        return stage.toCompletableFuture().get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }

    private void assertGrantedAndHeardOnce(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        granted -> assertThat(granted.key().identity()).isEqualTo(identity));
        assertThat(decision.requestId()).isEqualTo("r-1");
        assertThat(heard).containsExactly(decision);
    }

    private void assertRefusedAndHeardOnce(Decision decision, Refusal refusal) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.refusal()).isEqualTo(refusal));
        assertThat(decision.passes()).isFalse();
        assertThat(decision.requestId()).isEqualTo("r-1");
        assertThat(heard).containsExactly(decision);
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatWaitsMakesTheDecisionItself(Awaited awaited) throws Exception {
        PendingDecision pending = pending(awaited);

        arrive(awaited);
        assertThat(heard).as("nobody has taken the decision").isEmpty();
        assertThat(policyThreads).isEmpty();

        assertGrantedAndHeardOnce(pending.await());
        assertThat(policyThreads).containsExactly(Thread.currentThread().getName());
        assertThat(listenerThreads).containsExactly(Thread.currentThread().getName());
    }

    @ParameterizedTest
    @EnumSource
    void aThreadWaitsUntilTheResultComes(Awaited awaited) throws Exception {
        PendingDecision pending = pending(awaited);
        CompletableFuture<Decision> decision = CompletableFuture.supplyAsync(pending::await, application);

        arrive(awaited);

        assertGrantedAndHeardOnce(get(decision));
        assertThat(listenerThreads).containsExactly("application");
    }

    @ParameterizedTest
    @EnumSource
    void anExecutorMakesTheDecision(Awaited awaited) throws Exception {
        CompletionStage<Decision> decision = pending(awaited).on(application);

        arrive(awaited);

        assertGrantedAndHeardOnce(get(decision));
        assertThat(policyThreads).containsExactly("application");
        assertThat(listenerThreads).containsExactly("application");
    }

    @ParameterizedTest
    @EnumSource
    void anExecutorThatRunsTasksAtOnceDoesNotBorrowTheThreadThatBroughtTheResult(Awaited awaited) throws Exception {
        CompletionStage<Decision> decision = pending(awaited).on(Runnable::run);

        arrive(awaited);

        assertGrantedAndHeardOnce(get(decision));
        assertThat(policyThreads).hasSize(1).noneMatch(name -> name.startsWith("keystile-"));
        assertThat(listenerThreads).hasSize(1).noneMatch(name -> name.startsWith("keystile-"));
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedThreadGets503AndStaysInterrupted(Awaited awaited) {
        PendingDecision pending = pending(awaited);
        Thread.currentThread().interrupt();

        Decision decision = pending.await();

        assertThat(Thread.interrupted()).isTrue();
        assertRefusedAndHeardOnce(decision, STORE_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatThrowsIs503(Awaited awaited) throws Exception {
        Authenticator broken = authenticator((request, known, route) -> {
            throw new IllegalStateException("for the test");
        });
        DecisionResult pending = broken.decide(request(awaited));

        arrive(awaited);

        assertRefusedAndHeardOnce(pending.await(), STORE_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatThrowsOnAnExecutorIs503Too(Awaited awaited) throws Exception {
        Authenticator broken = authenticator((request, known, route) -> {
            throw new IllegalStateException("for the test");
        });
        CompletionStage<Decision> decision = ((PendingDecision) broken.decide(request(awaited))).on(application);

        arrive(awaited);

        assertRefusedAndHeardOnce(get(decision), STORE_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatCannotBeReadAnyMoreIs503(Awaited awaited) throws Exception {
        RecyclableRequest request = new RecyclableRequest(request(awaited));
        DecisionResult pending = authenticator((view, known, route) -> {
                    assertThat(view.method()).isEqualTo("GET");
                    return null;
                })
                .decide(request);
        request.recycle();

        arrive(awaited);

        assertRefusedAndHeardOnce(pending.await(), STORE_UNAVAILABLE);
    }

    @Test
    void aCachedKeyIsDecidedAtOnce() throws Exception {
        PendingDecision first = pending(Awaited.STORE);
        arrive(Awaited.STORE);

        assertThat(authenticator.decide(request(Awaited.STORE))).isInstanceOf(Decision.Granted.class);
        assertThat(heard).hasSize(1);
        assertThat(first.await()).isInstanceOf(Decision.Granted.class);
        assertThat(heard).hasSize(2);
    }

    @Test
    void aKeyThatTheStoreDoesNotKnowIsRefusedLater() {
        DecisionResult pending = authenticator.decide(
                FakeRequest.get("/").with("X-Request-ID", "r-1").bearer(TestKeys.text(KeyType.SECRET)));
        assertThat(pending).isInstanceOf(PendingDecision.class);

        storeResponds.countDown();

        assertRefusedAndHeardOnce(pending.await(), UNKNOWN_KEY);
    }

    @Test
    void aDispatchMayBePendingTooAndKeepsTheIdOfTheRequest() throws Exception {
        Decision earlier = new Decision.Open("/public", RequestId.of("r-1"), List.of());
        DecisionResult pending =
                authenticator.decideDispatch(FakeRequest.get("/public").bearer(key), "/secret", earlier, null);
        assertThat(pending).isInstanceOf(PendingDecision.class);

        arrive(Awaited.STORE);

        assertGrantedAndHeardOnce(pending.await());
    }

    @Test
    void anAssertionThatTurnsOutForgedIsRefused() throws Exception {
        PendingDecision pending = pending(Awaited.ASSERTION);

        verified(AssertedIdentity.Rejected.INVALID);

        assertRefusedAndHeardOnce(pending.await(), INVALID_ASSERTION);
    }

    @Test
    void anAssertionThatCannotBeVerifiedIs503AndNoRefusal() throws Exception {
        PendingDecision pending = pending(Awaited.ASSERTION);

        verified(AssertedIdentity.Rejected.UNAVAILABLE);

        assertRefusedAndHeardOnce(pending.await(), STORE_UNAVAILABLE);
    }

    @Test
    void aVerificationThatFailsIs503() {
        PendingDecision pending = pending(Awaited.ASSERTION);

        verification.completeExceptionally(new IllegalStateException("for the test"));

        assertRefusedAndHeardOnce(pending.await(), STORE_UNAVAILABLE);
    }

    @Test
    void anAssertionThatIsDeferredAgainIs503() throws Exception {
        PendingDecision pending = pending(Awaited.ASSERTION);

        verified(new AssertedIdentity.Deferred(Pending.of(
                CompletableFuture.completedFuture(new AssertedIdentity.Verified(identity)),
                TestTimeout.MAX,
                AssertedIdentity.Rejected.UNAVAILABLE)));

        assertRefusedAndHeardOnce(pending.await(), STORE_UNAVAILABLE);
    }

    @Test
    void anAssertionBesideAKeyIsRefusedAtOnce() {
        DecisionResult result = authenticator.decide(request(Awaited.ASSERTION).bearer(key));

        assertThat(result).isInstanceOf(Decision.class);
        assertRefusedAndHeardOnce(result.await(), MULTIPLE_CREDENTIALS);
    }
}
