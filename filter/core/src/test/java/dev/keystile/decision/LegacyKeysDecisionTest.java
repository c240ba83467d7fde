package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.KeyAdmin;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.TestKeys;
import dev.keystile.legacy.BcryptKeys;
import dev.keystile.legacy.LegacyKeyFinder;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that an earlier system keeps under bcrypt. */
class LegacyKeysDecisionTest extends AuthenticatorFixture {

    private static final String KEY = "a1b2c3d4.Zm9vYmFyYmF6cXV4";

    private final BcryptKeys old = new BcryptKeys();
    private boolean storeShowsAdoptedKeys = true;
    private ApiKey adopted = TestKeys.record(KEY);

    /** Adopts into the store in memory. */
    private final KeyAdmin admin = (KeyAdmin) Proxy.newProxyInstance(
            KeyAdmin.class.getClassLoader(), new Class<?>[] {KeyAdmin.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("adopt");
                assertThat(arguments[0].toString()).contains("legacy");
                assertThat(arguments[2]).isEqualTo(digest(KEY));
                if (storeShowsAdoptedKeys) {
                    memory.put(adopted);
                }
                return adopted;
            });

    private final LegacyKeyFinder finder = new LegacyKeyFinder(old, admin, PATIENT);
    private final Authenticator legacy = builder()
            .credentials(CredentialFields.DEFAULT.withHeaders("X-API-Key").withOtherFormats())
            .legacyKeys(finder)
            .build();

    LegacyKeysDecisionTest() {
        old.add(KEY);
    }

    @AfterEach
    void closeFinder() {
        finder.close();
    }

    private static KeyDigest digest(String key) {
        return Objects.requireNonNull(PresentedKey.readAny(key)).digest();
    }

    @Test
    void aKeyIsHashedSlowlyOnceAndThenTheStoreDecides() {
        for (FakeRequest request : List.of(
                FakeRequest.get("/secret").bearer(KEY),
                FakeRequest.get("/secret").with("X-API-Key", KEY),
                FakeRequest.get("/secret")
                        .with(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes())))) {
            assertGranted(legacy.decide(request), KEY);
        }
        assertThat(old.hashed).hasValue(1);

        memory.put(TestKeys.record(KEY).revokedAt(NOON));
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.REVOKED_KEY);
        assertThat(old.hashed).hasValue(1);
    }

    @Test
    void aKeyPassesAtOnceThoughTheStoreDoesNotShowItYet() {
        storeShowsAdoptedKeys = false;

        assertGranted(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), KEY);
        assertGranted(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), KEY);
        assertThat(old.hashed).hasValue(1);

        memory.put(TestKeys.record(KEY).revokedAt(NOON));
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.REVOKED_KEY);
    }

    @Test
    void theStoreDecidesAboutAnAdoptedKeyThoughItReportsNoChanges() {
        Map<KeyDigest, ApiKey> rows = new ConcurrentHashMap<>();
        storeShowsAdoptedKeys = false;
        try (CachedKeyStore<KnownKey> quiet =
                new CachedKeyStore<>(rows::get, PATIENT, KnownKey::of, CacheListener.NONE)) {
            Authenticator beforeQuiet = new AuthenticatorBuilder(routes, quiet)
                    .credentials(CredentialFields.DEFAULT.withOtherFormats())
                    .policies(policies(false, TrustedProxies.NONE))
                    .legacyKeys(finder)
                    .build();
            assertGranted(beforeQuiet.decide(FakeRequest.get("/secret").bearer(KEY)), KEY);

            rows.put(digest(KEY), TestKeys.record(KEY).revokedAt(NOON));

            assertDenied(beforeQuiet.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.REVOKED_KEY);
        }
    }

    @Test
    void aKeyThatAnotherNodeHasAdoptedAndRevokedIsRevoked() {
        storeShowsAdoptedKeys = false;
        adopted = adopted.revokedAt(NOON);

        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.REVOKED_KEY);
    }

    @Test
    void anEventLoopGetsTheDecisionOnItsOwnExecutor() {
        DecisionResult result = legacy.decide(FakeRequest.get("/secret").bearer(KEY));

        assertThat(result).isInstanceOf(PendingDecision.class);
        assertGranted(
                ((PendingDecision) result)
                        .on(task -> new Thread(task).start())
                        .toCompletableFuture()
                        .join(),
                KEY);
    }

    @Test
    void aKeyOfNobodyIsUnknownAndOneThatCannotBeCheckedIsUnavailable() {
        String wrong = KEY.replace('Z', 'Y');
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(wrong)), DenyReason.UNKNOWN_KEY);
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(wrong)), DenyReason.UNKNOWN_KEY);
        assertThat(old.hashed).hasValue(1);

        old.isDown = true;
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.STORE_UNAVAILABLE);
        assertGranted(legacy.decide(FakeRequest.get("/secret").bearer(secret)), secret);
        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(revoked)), DenyReason.REVOKED_KEY);
        old.isDown = false;
        assertGranted(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), KEY);
    }

    @Test
    void whereNoLookUpCanStartNothingIsSearched() {
        keys.close();

        DecisionResult result = legacy.decide(FakeRequest.get("/secret").bearer(KEY));

        assertThat(result).as("at once").isInstanceOf(Decision.class);
        assertDenied(result, DenyReason.STORE_UNAVAILABLE);
        assertThat(old.hashed).hasValue(0);
    }

    @Test
    void whileTheStoreFailsNothingIsSearched() {
        storeIsDown = true;

        assertDenied(legacy.decide(FakeRequest.get("/secret").bearer(KEY)), DenyReason.STORE_UNAVAILABLE);
        assertThat(old.hashed).hasValue(0);
    }
}
