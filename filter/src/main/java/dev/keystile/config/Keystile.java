package dev.keystile.config;

import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.key.Network;
import dev.keystile.route.RouteTable;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.CacheListener;
import dev.keystile.store.CachedKeyStore;
import dev.keystile.store.StoreHealth;
import dev.keystile.verdict.Authenticator;
import dev.keystile.verdict.BrowserPolicy;
import dev.keystile.verdict.Trust;
import dev.keystile.verdict.TrustedProxies;
import dev.keystile.verdict.UsageRecorder;
import dev.keystile.verdict.Verdict;
import dev.keystile.verdict.VerdictListener;
import dev.keystile.verdict.Voucher;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A configuration at work: the decision core and the cached store behind it. Closing it closes the store. */
public final class Keystile implements AutoCloseable {

    private final KeystileConfig config;
    private final CachedKeyStore<Verdict.Granted> keys;
    private final @Nullable UsageRecorder usage;
    private final Authenticator authenticator;

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
        this.config = config;
        RouteTable routes;
        try {
            routes = RouteTable.of(config.routes());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("routes: " + e.getMessage(), e);
        }
        usage = store.recordsUse() ? UsageRecorder.start(store, InstantSource.system()) : null;
        keys = new CachedKeyStore<>(store, config.cache(), Verdict.Granted::of, cache);
        authenticator = new Authenticator(
                new HeaderCredentialReader(
                        config.credentials().basic(), config.credentials().header()),
                routes,
                keys,
                trust(config),
                usage == null ? verdicts : verdicts.and(usage),
                InstantSource.system());
    }

    private static Trust trust(KeystileConfig config) {
        return new Trust(
                new BrowserPolicy(config.allowBrowserSecretKeys(), config.corsOrigins() != null),
                new TrustedProxies(
                        config.trustedProxies().stream().map(Network::parse).toList()),
                config.assertions() == null ? Voucher.NONE : config.assertions().voucher());
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
        return keys.health();
    }

    /** How many known keys are held, more or less. */
    public long cachedKeys() {
        return keys.size();
    }

    /** How many unknown digests are held, more or less. */
    public long cachedMisses() {
        return keys.negativeSize();
    }

    @Override
    public void close() {
        if (usage != null) {
            usage.close();
        }
        keys.close();
    }
}
