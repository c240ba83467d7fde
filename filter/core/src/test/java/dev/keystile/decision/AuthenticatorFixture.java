package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.PolicyChain;
import dev.keystile.policy.Refusal;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.MemoryKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** An authenticator with everything behind it, and a clock that the test sets. */
abstract class AuthenticatorFixture {

    static final String APP = "https://app.example.com";

    /** No key is refused because a busy machine keeps its load waiting. */
    static final CacheSettings PATIENT = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);

    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    final String secret = TestKeys.text(KeyType.SECRET);
    final String publishable = TestKeys.text(KeyType.PUBLISHABLE);
    final String scoped = TestKeys.text(KeyType.SECRET);
    final String revoked = TestKeys.text(KeyType.SECRET);
    final String expired = TestKeys.text(KeyType.SECRET);
    final String unknown = TestKeys.text(KeyType.SECRET);
    final String suspended = TestKeys.text(KeyType.SECRET);
    final String suspendedPublishable = TestKeys.text(KeyType.PUBLISHABLE);
    final String suspendedExpired = TestKeys.text(KeyType.SECRET);
    final String closed = TestKeys.text(KeyType.SECRET);
    final String boundReader = TestKeys.text(KeyType.SECRET);
    final String boundPublishable = TestKeys.text(KeyType.PUBLISHABLE);

    final MemoryKeyStore memory = new MemoryKeyStore(List.of(
            TestKeys.record(secret),
            TestKeys.record(publishable),
            TestKeys.record(scoped, Scopes.of(List.of("read"))),
            TestKeys.record(revoked).revokedAt(NOON).endingAt(NOON),
            TestKeys.record(expired).endingAt(NOON),
            TestKeys.record(suspended, AccountState.SUSPENDED),
            TestKeys.record(suspendedPublishable, AccountState.SUSPENDED),
            TestKeys.record(suspendedExpired, AccountState.SUSPENDED).endingAt(NOON),
            TestKeys.record(closed, AccountState.CLOSED),
            bound(TestKeys.record(boundReader, Scopes.of(List.of("read"))), null, List.of("10.0.0.0/8")),
            bound(TestKeys.record(boundPublishable), List.of(APP), null)));

    final RouteTable routes = RouteTable.of(List.of(
            Route.of("/public", Access.PUBLIC),
            Route.of("/optional", Access.OPTIONAL),
            Route.of("/delegated", Access.DELEGATED),
            Route.of("/publishable", Access.PUBLISHABLE),
            Route.of(List.of("GET"), "/mixed", Access.PUBLISHABLE),
            Route.of("/secret", Access.SECRET),
            Route.of("/write", Access.SECRET).withScopes("write"),
            Route.of("/read", Access.SECRET).withScopes("read"),
            Route.of("/denied", Access.DENIED)));

    final List<Decision> heard = new ArrayList<>();
    Instant now = NOON;
    volatile boolean storeIsDown;

    private final ApiKeyStore store = new ApiKeyStore() {
        @Override
        public ApiKey find(KeyDigest digest) throws KeyStoreException {
            if (storeIsDown) {
                throw new KeyStoreException("down");
            }
            return memory.find(digest);
        }

        @Override
        public void subscribe(KeyChanges listener) {
            memory.subscribe(listener);
        }
    };

    final CachedKeyStore<KnownKey> keys = new CachedKeyStore<>(store, PATIENT, KnownKey::of, CacheListener.NONE);

    final Authenticator authenticator = builder().build();

    @AfterEach
    void close() {
        keys.close();
    }

    final AuthenticatorBuilder builder() {
        return new AuthenticatorBuilder(routes, keys)
                .credentials(CredentialFields.DEFAULT.withHeaders("X-API-Key"))
                .policies(policies(false, TrustedProxies.NONE))
                .listener(heard::add);
    }

    final PolicyChain policies(boolean browserSecretKeys, TrustedProxies proxies, Policy... own) {
        return PolicyChain.of(browserSecretKeys, proxies, List.of(own), () -> now);
    }

    static ApiKey bound(ApiKey key, @Nullable List<String> origins, @Nullable List<String> networks) {
        return key.edited(key.name(), key.scopes(), Restrictions.of(origins, networks));
    }

    static void assertDenied(DecisionResult result, Refusal refusal) {
        assertThat(result.await())
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.refusal()).isEqualTo(refusal));
    }

    static void assertGranted(DecisionResult result, String key) {
        assertThat(result.await())
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        granted -> assertThat(granted.key().identity()).isEqualTo(identity(key)));
    }

    static void assertOpen(DecisionResult result) {
        assertThat(result.await()).isInstanceOf(Decision.Open.class);
    }

    static Identity identity(String key) {
        return Identity.of(TestKeys.record(key));
    }
}
