package dev.keystile.servlet;

import dev.keystile.admin.KeyAdmin;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.config.ConfigSection;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.config.KeystileSettings;
import dev.keystile.credential.CredentialFields;
import dev.keystile.decision.AuditLog;
import dev.keystile.decision.DecisionListener;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.legacy.LegacyKeys;
import dev.keystile.policy.Policy;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.ListSetting;
import dev.keystile.setting.Place;
import dev.keystile.store.ApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Configures a filter in code; each setting of {@code keystile.yaml} has its method, with the same default and the same
 * check. A method that is given a wrong value throws a {@link ConfigException} at once.
 */
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
    private boolean authorization = KeystileSettings.AUTHORIZATION.defaultValue();
    private boolean basic = KeystileSettings.BASIC.defaultValue();
    private List<String> headers = List.of();
    private boolean otherFormats = KeystileSettings.OTHER_FORMATS.defaultValue();
    private String realm = CredentialSettings.DEFAULT.realm();
    private boolean hide = CredentialSettings.DEFAULT.hide();
    private boolean allowBrowserSecretKeys = KeystileSettings.BROWSER_SECRET_KEYS.defaultValue();
    private @Nullable Set<Origin> corsOrigins;
    private List<Network> trustedProxies = List.of();
    private final List<ConfigSection> sections = new ArrayList<>();
    private String problemBaseUri = KeystileSettings.PROBLEM_BASE_URI.defaultValue();
    private boolean alwaysSendRequestId = KeystileSettings.REQUEST_IDS.defaultValue();
    private PathCase pathCase = KeystileSettings.PATH_CASE.defaultValue();
    private EncodedPaths encodedPaths = KeystileSettings.ENCODED_PATHS.defaultValue();
    private final List<Route> routes = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private Extensions.@Nullable LegacySource legacyKeys;
    private DecisionListener listener = new AuditLog();
    private CacheListener cacheListener = CacheListener.NONE;

    FilterBuilder() {}

    /** The store of keys. The filter closes the store. */
    public FilterBuilder store(ApiKeyStore keys) {
        store = keys;
        return this;
    }

    /** {@code cache.fresh-for}: how long a revoked key still passes at most while the store works. */
    public FilterBuilder freshFor(Duration duration) {
        freshFor = CacheSettings.FRESH_FOR.check(duration, method("freshFor"));
        return this;
    }

    /** {@code cache.stale-for}: how long a cached key passes at most while the store fails. */
    public FilterBuilder staleFor(Duration duration) {
        staleFor = CacheSettings.STALE_FOR.check(duration, method("staleFor"));
        return this;
    }

    /** {@code cache.negative-for}: how long an unknown key is refused without another load. */
    public FilterBuilder negativeFor(Duration duration) {
        negativeFor = CacheSettings.NEGATIVE_FOR.check(duration, method("negativeFor"));
        return this;
    }

    /** {@code cache.max-keys}. */
    public FilterBuilder maxKeys(int keys) {
        maxKeys = CacheSettings.MAX_KEYS.check(keys, method("maxKeys"));
        return this;
    }

    /** {@code cache.max-negative}. */
    public FilterBuilder maxNegative(int digests) {
        maxNegative = CacheSettings.MAX_NEGATIVE.check(digests, method("maxNegative"));
        return this;
    }

    /** {@code cache.load-timeout}: how long a request waits for the store at most. */
    public FilterBuilder loadTimeout(Duration duration) {
        loadTimeout = CacheSettings.LOAD_TIMEOUT.check(duration, method("loadTimeout"));
        return this;
    }

    /** {@code cache.max-concurrent-loads}. */
    public FilterBuilder maxConcurrentLoads(int threads) {
        maxConcurrentLoads = CacheSettings.MAX_CONCURRENT_LOADS.check(threads, method("maxConcurrentLoads"));
        return this;
    }

    /** {@code cache.max-waiting}: how many requests wait for the store at most; others get 503. */
    public FilterBuilder maxWaiting(int requests) {
        maxWaiting = CacheSettings.MAX_WAITING.check(requests, method("maxWaiting"));
        return this;
    }

    /** {@code credentials.authorization: ignore}: the Authorization field is the application's own and never holds a key. */
    public FilterBuilder ignoreAuthorization(boolean ignored) {
        authorization = !ignored;
        return this;
    }

    /** {@code credentials.basic}: whether a key is accepted as the user-id of Basic. */
    public FilterBuilder basic(boolean accepted) {
        basic = accepted;
        return this;
    }

    /**
     * {@code credentials.header}: the extra fields that hold a bare key, such as {@code X-API-Key}; none for no such
     * field.
     */
    public FilterBuilder header(String... names) {
        headers = parse(KeystileSettings.HEADER, "header", names);
        return this;
    }

    /** {@code credentials.other-formats}: whether keys that do not begin with {@code pk_} or {@code sk_} are accepted. */
    public FilterBuilder acceptOtherFormats(boolean accepted) {
        otherFormats = accepted;
        return this;
    }

    /**
     * The keys of an earlier system that keeps them under a slow or salted hash. Keys that do not begin with {@code pk_} or
     * {@code sk_} need {@link #acceptOtherFormats} too.
     *
     * @param admin adopts a key that matches; works on the same store as the filter
     */
    public FilterBuilder legacyKeys(LegacyKeys keys, KeyAdmin admin) {
        legacyKeys = new Extensions.LegacySource(keys, admin);
        return this;
    }

    /** {@code credentials.realm}. */
    public FilterBuilder realm(String text) {
        realm = KeystileSettings.REALM.check(text, method("realm"));
        return this;
    }

    /** {@code credentials.hide}: whether a key is hidden from the application. */
    public FilterBuilder hide(boolean hidden) {
        hide = hidden;
        return this;
    }

    /** {@code browser-secret-keys: allow} or {@code reject}. */
    public FilterBuilder allowBrowserSecretKeys(boolean allowed) {
        allowBrowserSecretKeys = allowed;
        return this;
    }

    /** {@code cors.allowed-origins}, exact; none to refuse every preflight. */
    public FilterBuilder corsAllowedOrigins(String... origins) {
        return corsAllowedOrigins(parse(KeystileSettings.CORS_ORIGINS, "corsAllowedOrigins", origins));
    }

    /** {@code cors.allowed-origins}, exact; none to refuse every preflight. */
    public FilterBuilder corsAllowedOrigins(Collection<Origin> origins) {
        corsOrigins = new LinkedHashSet<>(origins);
        return this;
    }

    /** {@code trusted-proxies}: addresses or networks whose X-Forwarded-For counts. */
    public FilterBuilder trustedProxies(String... networks) {
        return trustedProxies(parse(KeystileSettings.TRUSTED_PROXIES, "trustedProxies", networks));
    }

    /** {@code trusted-proxies}: addresses or networks whose X-Forwarded-For counts. */
    public FilterBuilder trustedProxies(Collection<Network> networks) {
        trustedProxies = List.copyOf(networks);
        return this;
    }

    private static <T> List<T> parse(ListSetting<T> setting, String method, String... texts) {
        return Stream.of(texts).map(text -> setting.parse(text, method(method))).toList();
    }

    private static Place method(String name) {
        return new Place.BuilderMethod(name);
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

    /** {@code request-ids: always}: each response has {@code X-Request-ID}; else refusals, and those whose request has one. */
    public FilterBuilder alwaysSendRequestId(boolean always) {
        alwaysSendRequestId = always;
        return this;
    }

    /** {@code problem-base-uri}: what a refusal's {@code type} begins with. */
    public FilterBuilder problemBaseUri(String uri) {
        problemBaseUri = KeystileSettings.PROBLEM_BASE_URI.check(uri, method("problemBaseUri"));
        return this;
    }

    /** {@code paths.case}: whether the letter case of a path matters to the routes. */
    public FilterBuilder pathCase(PathCase letterCase) {
        pathCase = letterCase;
        return this;
    }

    /** {@code paths.encoded}: whether paths may hold escapes such as {@code %2F}, on routes that do not say so themselves. */
    public FilterBuilder encodedPaths(EncodedPaths paths) {
        encodedPaths = paths;
        return this;
    }

    /** Adds a route for all methods of a path. */
    public FilterBuilder route(String path, Access access) {
        return route(Route.of(path, access));
    }

    /** Adds a route. */
    public FilterBuilder route(Route route) {
        routes.add(KeystileSettings.check(route, method("route")));
        return this;
    }

    /** Adds routes. */
    public FilterBuilder routes(List<Route> added) {
        added.forEach(route -> routes.add(KeystileSettings.check(route, method("routes"))));
        return this;
    }

    /**
     * Adds a policy of the application, which is called after the built-in policies and those that were added before.
     *
     * @see Policy
     */
    public FilterBuilder policy(Policy policy) {
        policies.add(policy);
        return this;
    }

    /**
     * Sets the listener that receives each decision, in place of the audit log, which {@link DecisionListener#and} can
     * add.
     */
    public FilterBuilder listener(DecisionListener decisions) {
        listener = decisions;
        return this;
    }

    /** Sets the listener that receives the events of the cache. */
    public FilterBuilder cacheListener(CacheListener events) {
        cacheListener = events;
        return this;
    }

    /**
     * The filter.
     *
     * @throws ConfigException if no store was given, settings do not suit each other, or two policies have the same code
     */
    public ApiKeyAuthFilter build() {
        if (store == null) {
            throw new ConfigException(
                    method("build"), "store", null, "store is missing; give the place where keys are kept", null);
        }
        return new ApiKeyAuthFilter(
                new Keystile(config(), store, new Extensions(listener, cacheListener, policies, legacyKeys)));
    }

    private KeystileConfig config() {
        try {
            return new KeystileConfig(
                    null,
                    new CacheSettings(
                            freshFor,
                            staleFor,
                            negativeFor,
                            maxKeys,
                            maxNegative,
                            loadTimeout,
                            maxConcurrentLoads,
                            maxWaiting),
                    new CredentialSettings(
                            new CredentialFields(authorization, basic, headers, otherFormats), realm, hide),
                    allowBrowserSecretKeys,
                    corsOrigins,
                    trustedProxies,
                    sections,
                    problemBaseUri,
                    alwaysSendRequestId,
                    pathCase,
                    encodedPaths,
                    routes);
        } catch (ConfigException e) {
            throw e.at(method("build"));
        }
    }
}
