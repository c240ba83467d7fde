package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.keystile.TestTimeout;
import dev.keystile.async.Pending;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.request.FakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions whose keys have to be fetched first. */
class DeferredAssertionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GATEWAY = "https://gateway.example.com";
    private static final Identity CI = Identity.of(
            "key_1", KeyType.SECRET, Project.ofDefault("project_1", new Environment("demo", "Demo")), Scopes.all());

    private final AtomicInteger fetches = new AtomicInteger();
    private final CompletableFuture<Map<String, ECKey>> fetch = new CompletableFuture<>();
    /** The threads that have read the clock, which a verification does when it has checked the signature. */
    private final List<String> clockReaders = new CopyOnWriteArrayList<>();

    private volatile Instant now = NOON;
    private SigningKeys signingKeys;
    private String token;
    private AssertionVerifier verifier;

    @BeforeEach
    void sign(@TempDir Path folder) throws Exception {
        signingKeys = SigningKeys.open(folder.resolve("keys.json"), () -> NOON);
        token = new AssertionSigner(GATEWAY, "orders", Duration.ofSeconds(60), signingKeys, () -> NOON).sign(CI);
        FetchedKeys keys = new FetchedKeys(
                "gateway.example.com",
                () -> {
                    fetches.incrementAndGet();
                    return fetch;
                },
                () -> 0);
        verifier = new AssertionVerifier(GATEWAY, "orders", new VerificationKeys(keys), this::now);
    }

    private Instant now() {
        clockReaders.add(Thread.currentThread().getName());
        return now;
    }

    private Map<String, ECKey> published() throws Exception {
        return JwkSets.parse(signingKeys.published());
    }

    private AssertedIdentity read(String assertion) {
        return verifier.read(FakeRequest.get("/").with(AssertionSigner.HEADER, assertion));
    }

    private Pending<AssertedIdentity> deferred() {
        return ((AssertedIdentity.Deferred) read(token)).result();
    }

    @Test
    void whatTheKeysAreFetchedForComesLater() throws Exception {
        Pending<AssertedIdentity> first = deferred();
        Pending<AssertedIdentity> second = deferred();

        fetch.complete(published());

        assertThat(first.await()).isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(second.await()).isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(read(token)).as("remembered").isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void theSignatureIsVerifiedWhereTheResultIsTaken() throws Exception {
        ExecutorService application = Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));
        Pending<AssertedIdentity> deferred = deferred();
        clockReaders.clear();

        completeOn("http", published());
        assertThat(clockReaders).as("nobody has taken the result").isEmpty();
        CompletionStage<AssertedIdentity> stage = deferred.on(application);

        assertThat(stage.toCompletableFuture().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .isEqualTo(new AssertedIdentity.Verified(CI));
        assertThat(clockReaders).containsExactly("application");
        application.shutdown();
    }

    @Test
    void alsoWhereTheResultWasTakenBeforeTheFetchEnded() throws Exception {
        ExecutorService application = Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));
        CompletionStage<AssertedIdentity> own = deferred().on(application);
        CompletionStage<AssertedIdentity> callers = deferred().on(Runnable::run);
        clockReaders.clear();

        completeOn("http", published());

        for (CompletionStage<AssertedIdentity> stage : List.of(own, callers)) {
            assertThat(stage.toCompletableFuture().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new AssertedIdentity.Verified(CI));
        }
        assertThat(clockReaders).hasSize(2).doesNotContain("http");
        application.shutdown();
    }

    private void completeOn(String threadName, Map<String, ECKey> keys) throws InterruptedException {
        Thread thread = new Thread(() -> fetch.complete(keys), threadName);
        thread.start();
        thread.join(TestTimeout.MILLIS);
    }

    @Test
    void anOutageIsNoRefusal() {
        Pending<AssertedIdentity> deferred = deferred();

        fetch.completeExceptionally(new IOException("connection refused"));

        assertThat(deferred.await()).isEqualTo(AssertedIdentity.Rejected.UNAVAILABLE);
        assertThat(read(token)).isEqualTo(AssertedIdentity.Rejected.UNAVAILABLE);
    }

    @Test
    void aSetWithoutTheKeyRefusesTheAssertion() {
        Pending<AssertedIdentity> deferred = deferred();

        fetch.complete(Map.of());

        assertThat(deferred.await()).isEqualTo(AssertedIdentity.Rejected.INVALID);
    }

    @Test
    void aForgedSignatureIsRefusedAlsoWhenTheKeysCameLater() throws Exception {
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";
        AssertedIdentity.Deferred deferred = (AssertedIdentity.Deferred) read(forged);

        fetch.complete(published());

        assertThat(deferred.result().await()).isEqualTo(AssertedIdentity.Rejected.INVALID);
        assertThat(read(forged)).isEqualTo(AssertedIdentity.Rejected.INVALID);
    }

    @Test
    void anAssertionThatExpiresWhileTheKeysAreFetchedIsRefused() throws Exception {
        Pending<AssertedIdentity> deferred = deferred();
        now = NOON.plusSeconds(60);

        fetch.complete(published());

        assertThat(deferred.await()).isEqualTo(AssertedIdentity.Rejected.INVALID);
    }

    @Test
    void anInterruptedThreadIsToldOfAnOutageAndStaysInterrupted() {
        Pending<AssertedIdentity> deferred = deferred();
        Thread.currentThread().interrupt();

        AssertedIdentity identity = deferred.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(identity).isEqualTo(AssertedIdentity.Rejected.UNAVAILABLE);
    }

    @Test
    void whatIsRefusedAnywayHasNothingFetched() {
        now = NOON.plusSeconds(60);

        assertThat(read(token)).isEqualTo(AssertedIdentity.Rejected.INVALID);
        assertThat(read("a.b.c")).isEqualTo(AssertedIdentity.Rejected.INVALID);
        assertThat(fetches).hasValue(0);
    }
}
