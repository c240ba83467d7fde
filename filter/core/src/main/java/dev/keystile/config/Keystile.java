package dev.keystile.config;

import dev.keystile.cache.StoreHealth;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.credential.PresentedTexts;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.AuthenticatorBuilder;
import dev.keystile.decision.DecisionResult;
import dev.keystile.policy.PolicyChain;
import dev.keystile.reply.HiddenFields;
import dev.keystile.reply.ResponseFields;
import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.ApiKeyStore;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open configuration: the {@link Authenticator} and its cached store. Closing this closes the store. Safe for use by many
 * threads at once.
 *
 * <pre>{@code
 * try (Keystile keystile = Keystile.open(ConfigLoader.load(Path.of("keystile.yaml")), Extensions.NONE)) {
 *     Decision decision = keystile.decide(request).await();
 * }
 * }</pre>
 */
public final class Keystile implements AutoCloseable {

    private final KeystileConfig config;
    private final Extensions extensions;
    private final SharedStore shared;
    private final Authenticator authenticator;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens a configuration and its store.
     *
     * @throws ConfigException if the store cannot be opened, or two policies contradict each other
     */
    public static Keystile open(KeystileConfig config, Extensions extensions) {
        if (config.store() == null) {
            throw new ConfigException("the configuration names no store; give an open one");
        }
        ApiKeyStore store = StoreProviders.find().open(config.store());
        try {
            return new Keystile(config, store, extensions);
        } catch (RuntimeException e) {
            try {
                store.close();
            } catch (RuntimeException failedClose) {
                e.addSuppressed(failedClose);
            }
            throw e;
        }
    }

    /**
     * Opens a configuration on an open store.
     *
     * @param store the store, which is closed with this
     * @throws ConfigException if two policies contradict each other
     */
    public Keystile(KeystileConfig config, ApiKeyStore store, Extensions extensions) {
        this(config, extensions, Parts.of(config, extensions), new SharedStore(config, store, extensions));
    }

    private Keystile(KeystileConfig config, Extensions extensions, Parts parts, SharedStore shared) {
        this.config = config;
        this.extensions = extensions;
        this.shared = shared;
        KeystileConfig.CredentialSettings credentials = config.credentials();
        authenticator = new AuthenticatorBuilder(parts.routes, shared.keys())
                .credentials(credentials.fields())
                .legacyKeys(shared.legacyKeys())
                .assertions(parts.assertions)
                .policies(parts.policies)
                .responses(
                        new ResponseFields(credentials.realm(), credentials.fields(), config.corsOrigins()),
                        config.problemBaseUri())
                .handlePreflights(config.corsOrigins() != null)
                .allowSecretPreflights(config.allowBrowserSecretKeys())
                .listener(shared.listener(extensions.decisions()))
                .build();
        DelegatedRoutes.log(config.routes());
    }

    /** The parts that may fail. They are made first, so that no thread has been started when they do. */
    private record Parts(RouteTable routes, PolicyChain policies, AssertedIdentityReader assertions) {

        static Parts of(KeystileConfig config, Extensions extensions) {
            return new Parts(
                    RouteTable.of(config.routes(), config.pathCase(), config.encodedPaths()),
                    policies(config, extensions),
                    config.sections().stream()
                            .map(ConfigSection::assertedIdentityReader)
                            .reduce(AssertedIdentityReader.NONE, AssertedIdentityReader::or));
        }

        private static PolicyChain policies(KeystileConfig config, Extensions extensions) {
            TrustedProxies proxies = new TrustedProxies(config.trustedProxies());
            try {
                return PolicyChain.of(
                        config.allowBrowserSecretKeys(), proxies, extensions.policies(), InstantSource.system());
            } catch (IllegalArgumentException e) {
                throw new ConfigException("policies: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Opens a new configuration with the same extensions, for a reload. The new object shares the cached keys of this
     * object if the settings of the store and of the cache are the same. The caller closes both.
     *
     * @throws ConfigException if the store cannot be opened; this object works on
     */
    public Keystile reopen(KeystileConfig next) {
        if (!isSameStore(next) || !config.cache().equals(next.cache())) {
            return open(next, extensions);
        }
        Parts parts = Parts.of(next, extensions);
        if (!shared.join()) {
            throw new IllegalStateException("closed already");
        }
        return new Keystile(next, extensions, parts, shared);
    }

    private boolean isSameStore(KeystileConfig next) {
        ConfiguredStore store = config.store();
        ConfiguredStore other = next.store();
        if (store == null || other == null) {
            return store == null && other == null;
        }
        return store.isSameAs(other);
    }

    /** The settings. */
    public KeystileConfig config() {
        return config;
    }

    /** Decides whether a request may pass, and with which identity. */
    public DecisionResult decide(RequestView request) {
        return authenticator.decide(request);
    }

    /** The authenticator. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** The header fields that an application must not see. */
    public HiddenFields hiddenFields() {
        return new HiddenFields(
                config.credentials().hide(), config.credentials().fields());
    }

    /**
     * Recognises the text of the key that a request presents, in a text that is about to be logged or echoed. Only keys
     * in the format of another system need this; the others are recognised without the request.
     */
    public PresentedTexts presentedTexts() {
        return new PresentedTexts(config.credentials().fields());
    }

    /** The health of the store. */
    public StoreHealth health() {
        return shared.keys().health();
    }

    /** The approximate number of cached known keys. */
    public long cachedKeys() {
        return shared.keys().size();
    }

    /** The approximate number of cached unknown digests. */
    public long cachedMisses() {
        return shared.keys().negativeSize();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.leave();
        }
    }
}
