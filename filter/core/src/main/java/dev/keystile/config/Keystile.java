package dev.keystile.config;

import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.key.Network;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.CacheListener;
import dev.keystile.store.StoreHealth;
import dev.keystile.verdict.AssertedIdentity;
import dev.keystile.verdict.Authenticator;
import dev.keystile.verdict.BrowserPolicy;
import dev.keystile.verdict.Trust;
import dev.keystile.verdict.TrustedProxies;
import dev.keystile.verdict.VerdictListener;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** A configuration at work: the decision core and the cached store behind it. Closing it closes the store. */
public final class Keystile implements AutoCloseable {

    private final KeystileConfig config;
    private final VerdictListener verdicts;
    private final CacheListener cache;
    private final SharedKeys shared;
    private final Authenticator authenticator;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the store that the configuration names and puts the parts together.
     *
     * @throws ConfigException if the store cannot be opened, or two routes contradict each other
     */
    public static Keystile open(KeystileConfig config, VerdictListener verdicts, CacheListener cache) {
        ApiKeyStore store = StoreProviders.find().open(config.storeType(), config.store());
        try {
            return new Keystile(config, store, verdicts, cache);
        } catch (ConfigException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Puts the parts together.
     *
     * @param store is owned from now on
     * @throws ConfigException if two routes contradict each other
     */
    public Keystile(KeystileConfig config, ApiKeyStore store, VerdictListener verdicts, CacheListener cache) {
        this(config, routes(config), trust(config), new SharedKeys(config, store, cache), verdicts, cache);
    }

    private Keystile(
            KeystileConfig config,
            RouteTable routes,
            Trust trust,
            SharedKeys shared,
            VerdictListener verdicts,
            CacheListener cache) {
        this.config = config;
        this.verdicts = verdicts;
        this.cache = cache;
        this.shared = shared;
        authenticator = new Authenticator(
                new HeaderCredentialReader(
                        config.credentials().basic(), config.credentials().header()),
                routes,
                shared.keys(),
                trust,
                shared.listener(verdicts),
                InstantSource.system());
    }

    private static RouteTable routes(KeystileConfig config) {
        try {
            return RouteTable.of(config.routes(), config.pathCase());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("routes: " + e.getMessage(), e);
        }
    }

    private static Trust trust(KeystileConfig config) {
        return new Trust(
                new BrowserPolicy(config.allowBrowserSecretKeys(), config.corsOrigins() != null),
                new TrustedProxies(
                        config.trustedProxies().stream().map(Network::parse).toList()),
                config.sections().stream()
                        .map(ConfigSection::assertedIdentity)
                        .reduce(AssertedIdentity.NONE, AssertedIdentity::or));
    }

    /**
     * A successor under another configuration, for a reload. It has the same listeners, and goes on with the same
     * cached keys if neither the store nor the cache is configured otherwise. Both are to be closed.
     *
     * @throws ConfigException if the store cannot be opened, or two routes contradict each other; this one works on
     */
    public Keystile reopen(KeystileConfig next) {
        boolean sameKeys = config.storeType().equals(next.storeType())
                && config.store().saysSameAs(next.store())
                && config.cache().equals(next.cache());
        if (!sameKeys) {
            return open(next, verdicts, cache);
        }
        RouteTable routes = routes(next);
        Trust trust = trust(next);
        if (!shared.join()) {
            throw new IllegalStateException("closed already");
        }
        return new Keystile(next, routes, trust, shared, verdicts, cache);
    }

    /** The settings. */
    public KeystileConfig config() {
        return config;
    }

    /** The decision core. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Whether the store answers, and how old its last answer is. */
    public StoreHealth health() {
        return shared.keys().health();
    }

    /** How many known keys are held, more or less. */
    public long cachedKeys() {
        return shared.keys().size();
    }

    /** How many unknown digests are held, more or less. */
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
