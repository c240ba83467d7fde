package dev.keystile.servlet;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigSection;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.decision.AuditLog;
import dev.keystile.decision.DecisionListener;
import dev.keystile.policy.Policy;
import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configures a filter in code; each setting of {@code keystile.yaml} has its method, with the same default. */
public final class FilterBuilder {

    private @Nullable ApiKeyStore store;
    private Duration freshFor = CacheSettings.DEFAULT.freshFor();
    private Duration staleFor = CacheSettings.DEFAULT.staleFor();
    private Duration negativeFor = CacheSettings.DEFAULT.negativeFor();
    private int maxKeys = CacheSettings.DEFAULT.maxKeys();
    private int maxNegative = CacheSettings.DEFAULT.maxNegative();
    private Duration loadTimeout = CacheSettings.DEFAULT.loadTimeout();
    private int maxConcurrentLoads = CacheSettings.DEFAULT.maxConcurrentLoads();
    private int maxWaiting = CacheSettings.DEFAULT.maxWaiting();
    private CredentialSettings credentials = CredentialSettings.DEFAULT;
    private boolean allowBrowserSecretKeys;
    private @Nullable Set<String> corsOrigins;
    private List<String> trustedProxies = List.of();
    private final List<ConfigSection> sections = new ArrayList<>();
    private String problemBaseUri = KeystileConfig.DEFAULT_PROBLEM_BASE;
    private PathCase pathCase = PathCase.SENSITIVE;
    private final List<Route> routes = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private DecisionListener listener = new AuditLog();
    private CacheListener cacheListener = CacheListener.NONE;

    FilterBuilder() {}

    /** Where keys are kept. The filter closes it. */
    public FilterBuilder store(ApiKeyStore keys) {
        store = keys;
        return this;
    }

    /** {@code cache.fresh-for}: the longest a revoked key still passes while the store answers. */
    public FilterBuilder freshFor(Duration duration) {
        freshFor = duration;
        return this;
    }

    /** {@code cache.stale-for}: the longest it does while the store does not answer. */
    public FilterBuilder staleFor(Duration duration) {
        staleFor = duration;
        return this;
    }

    /** {@code cache.negative-for}: how long an unknown key is not asked for again. */
    public FilterBuilder negativeFor(Duration duration) {
        negativeFor = duration;
        return this;
    }

    /** {@code cache.max-keys}. */
    public FilterBuilder maxKeys(int keys) {
        maxKeys = keys;
        return this;
    }

    /** {@code cache.max-negative}. */
    public FilterBuilder maxNegative(int digests) {
        maxNegative = digests;
        return this;
    }

    /** {@code cache.load-timeout}: how long a request waits for the store at most. */
    public FilterBuilder loadTimeout(Duration duration) {
        loadTimeout = duration;
        return this;
    }

    /** {@code cache.max-concurrent-loads}. */
    public FilterBuilder maxConcurrentLoads(int threads) {
        maxConcurrentLoads = threads;
        return this;
    }

    /** {@code cache.max-waiting}: how many requests wait for the store at most; others get 503. */
    public FilterBuilder maxWaiting(int requests) {
        maxWaiting = requests;
        return this;
    }

    /** {@code credentials.basic}: whether a key is accepted as the user-id of Basic. */
    public FilterBuilder basic(boolean accepted) {
        credentials = new CredentialSettings(accepted, credentials.header(), credentials.realm(), credentials.hide());
        return this;
    }

    /** {@code credentials.header}: an extra field that holds a bare key, such as {@code X-API-Key}. */
    public FilterBuilder header(String name) {
        credentials = new CredentialSettings(credentials.basic(), name, credentials.realm(), credentials.hide());
        return this;
    }

    /** {@code credentials.realm}. */
    public FilterBuilder realm(String realm) {
        credentials = new CredentialSettings(credentials.basic(), credentials.header(), realm, credentials.hide());
        return this;
    }

    /** {@code credentials.hide}: whether a key is hidden from the application. */
    public FilterBuilder hide(boolean hidden) {
        credentials = new CredentialSettings(credentials.basic(), credentials.header(), credentials.realm(), hidden);
        return this;
    }

    /** {@code browser-secret-keys: allow} or {@code reject}. */
    public FilterBuilder allowBrowserSecretKeys(boolean allowed) {
        allowBrowserSecretKeys = allowed;
        return this;
    }

    /** {@code cors.allowed-origins}, exact. */
    public FilterBuilder corsAllowedOrigins(String... origins) {
        corsOrigins = Set.of(origins);
        return this;
    }

    /** {@code trusted-proxies}: addresses or networks whose X-Forwarded-For counts. */
    public FilterBuilder trustedProxies(String... networks) {
        trustedProxies = List.of(networks);
        return this;
    }

    /**
     * The settings of an optional module, such as {@code AssertionSection.verify(...)} of {@code keystile-assertion}; in
     * place of those that were given before under the same name.
     */
    public FilterBuilder with(ConfigSection section) {
        sections.removeIf(other -> other.name().equals(section.name()));
        sections.add(section);
        return this;
    }

    /** {@code problem-base-uri}: what a refusal's {@code type} begins with. */
    public FilterBuilder problemBaseUri(String uri) {
        problemBaseUri = uri;
        return this;
    }

    /** {@code paths.case}: whether the letter case of a path counts for the rules. */
    public FilterBuilder pathCase(PathCase letterCase) {
        pathCase = letterCase;
        return this;
    }

    /** Adds a rule for all methods of a path. */
    public FilterBuilder route(String path, Access access) {
        return route(Route.of(path, access));
    }

    /** Adds a rule. */
    public FilterBuilder route(Route route) {
        routes.add(route);
        return this;
    }

    /** Adds rules. */
    public FilterBuilder routes(List<Route> added) {
        routes.addAll(added);
        return this;
    }

    /**
     * Adds a policy of the application, which is asked after the built-in ones and after those that were added before.
     *
     * @see Policy
     */
    public FilterBuilder policy(Policy policy) {
        policies.add(policy);
        return this;
    }

    /** Hears every decision; in place of the audit log, which {@link DecisionListener#and} can add again. */
    public FilterBuilder listener(DecisionListener decisions) {
        listener = decisions;
        return this;
    }

    /** Hears what the cache does. */
    public FilterBuilder cacheListener(CacheListener events) {
        cacheListener = events;
        return this;
    }

    /**
     * The filter.
     *
     * @throws ConfigException if no store was given, a bound is out of range, or two rules or two policies contradict each other
     */
    public ApiKeyAuthFilter build() {
        if (store == null) {
            throw new ConfigException("store is missing: give builder().store(...) the place where keys are kept");
        }
        KeystileConfig config = new KeystileConfig(
                "code",
                new StoreSettings(Map.of(), Path.of("")),
                cache(),
                credentials,
                allowBrowserSecretKeys,
                corsOrigins,
                trustedProxies,
                sections,
                problemBaseUri,
                pathCase,
                routes);
        return new ApiKeyAuthFilter(new Keystile(config, store, new Extensions(listener, cacheListener, policies)));
    }

    /** All bounds together, since each has to suit the others. */
    private CacheSettings cache() {
        try {
            return new CacheSettings(
                    freshFor, staleFor, negativeFor, maxKeys, maxNegative, loadTimeout, maxConcurrentLoads, maxWaiting);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }
}
