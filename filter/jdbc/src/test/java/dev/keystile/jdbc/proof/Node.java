package dev.keystile.jdbc.proof;

import dev.keystile.cache.CacheSettings;
import dev.keystile.config.ConfiguredStore;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.config.KeystileSettings;
import dev.keystile.decision.Decision;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.Refusal;
import dev.keystile.request.FakeRequest;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of many nodes: a decision core with a cache, a pool and, mostly, a change feed of its own. */
public final class Node implements AutoCloseable {

    private final Keystile keystile;

    private Node(Keystile keystile) {
        this.keystile = keystile;
    }

    /** A node as {@code store.type: jdbc} makes it, with a feed. */
    public static Node listening(String url, CacheSettings cache) {
        return open(Map.of("url", url), cache);
    }

    /** The same without a feed. */
    public static Node deaf(String url, CacheSettings cache) {
        return open(Map.of("url", url, "listen-url", "none"), cache);
    }

    static Node open(Map<String, String> store, CacheSettings cache) {
        return new Node(Keystile.open(config(store, cache), Extensions.NONE));
    }

    /** A node on any store, which it closes. */
    public static Node on(ApiKeyStore store, CacheSettings cache) {
        return new Node(new Keystile(config(Map.of(), cache), store, Extensions.NONE));
    }

    private static KeystileConfig config(Map<String, String> store, CacheSettings cache) {
        return new KeystileConfig(
                new ConfiguredStore("jdbc", new StoreSettings(store, Path.of(""))),
                cache,
                CredentialSettings.DEFAULT,
                false,
                null,
                List.of(),
                List.of(),
                KeystileSettings.PROBLEM_BASE_URI.defaultValue(),
                KeystileSettings.REQUEST_IDS.defaultValue(),
                PathCase.SENSITIVE,
                EncodedPaths.REFUSE,
                List.of(Route.of("/**", Access.SECRET)));
    }

    /** Decides about a request with this key. */
    public ObservedOutcome decide(String key) {
        Decision decision = keystile.decide(FakeRequest.get("/").bearer(key)).await();
        return decision instanceof Decision.Denied denied
                ? ObservedOutcome.of(denied.refusal())
                : ObservedOutcome.GRANTED;
    }

    /** The plan of the account of a request with this key; empty if the request is refused. */
    String plan(String key) {
        return keystile.decide(FakeRequest.get("/").bearer(key))
                .await()
                .identity()
                .map(identity -> identity.account().plan())
                .orElse("");
    }

    FeedState feed() {
        return keystile.health().feed();
    }

    boolean isHealthy() {
        return keystile.health().isHealthy();
    }

    Keystile keystile() {
        return keystile;
    }

    @Override
    public void close() {
        keystile.close();
    }

    /** The outcome of a request, as far as these tests distinguish outcomes. */
    public enum ObservedOutcome {
        /** It passed. */
        GRANTED,
        /** 401: the key was revoked. */
        REVOKED,
        /** 403: the key's account is suspended. */
        SUSPENDED,
        /** 503. */
        UNAVAILABLE,
        /** 401 for another reason. */
        UNAUTHORIZED,
        /** Anything else. */
        OTHER;

        static ObservedOutcome of(Refusal reason) {
            if (reason == DenyReason.REVOKED_KEY) {
                return REVOKED;
            }
            if (reason == DenyReason.ACCOUNT_SUSPENDED) {
                return SUSPENDED;
            }
            if (reason == DenyReason.STORE_UNAVAILABLE) {
                return UNAVAILABLE;
            }
            return reason.status() == 401 ? UNAUTHORIZED : OTHER;
        }
    }
}
