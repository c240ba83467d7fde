package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.store.StoreSettings;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code keystile.yaml} can say, checked.
 *
 * @param storeType which kind of store: {@code file}, {@code memory}, or a provider's name
 * @param store the settings of that store
 * @param cache the bounds of the cache
 * @param credentials where keys are looked for
 * @param allowBrowserSecretKeys whether a secret key may come from a browser
 * @param corsOrigins the origins that browser code may call from; null to leave preflights to the application
 * @param trustedProxies addresses and networks whose X-Forwarded-For counts
 * @param sections the settings of optional modules
 * @param problemBaseUri what a refusal's {@code type} begins with
 * @param pathCase whether the letter case of a path counts for the rules
 * @param routes the rules, in any order
 */
public record KeystileConfig(
        String storeType,
        StoreSettings store,
        CacheSettings cache,
        CredentialSettings credentials,
        boolean allowBrowserSecretKeys,
        @Nullable Set<String> corsOrigins,
        List<String> trustedProxies,
        List<ConfigSection> sections,
        String problemBaseUri,
        PathCase pathCase,
        List<Route> routes) {

    /** What a refusal's {@code type} begins with where nothing is configured. */
    public static final String DEFAULT_PROBLEM_BASE = ProblemDocument.DEFAULT_BASE;

    /**
     * Copies what can change.
     *
     * @throws ConfigException if a setting is wrong
     */
    public KeystileConfig {
        corsOrigins = corsOrigins == null ? null : Set.copyOf(corsOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        sections = List.copyOf(sections);
        routes = List.copyOf(routes);
        if (corsOrigins != null) {
            corsOrigins.forEach(origin -> require("cors.allowed-origins", origin, Origin::isOrigin, Origin.FORM));
        }
        trustedProxies.forEach(network -> require("trusted-proxies", network, Network::isNetwork, Network.FORM));
        require("problem-base-uri", problemBaseUri, ProblemBase::isBase, ProblemBase.FORM);
    }

    private static void require(String name, String value, Predicate<String> check, String form) {
        if (!check.test(value)) {
            throw new ConfigException(name + " is '" + value + "'; it must be " + form);
        }
    }

    /**
     * Where keys are looked for, and what becomes of them.
     *
     * @param basic whether a key is accepted as the user-id of Basic
     * @param header the name of an extra field that holds a bare key; null for none
     * @param realm the realm of the challenges
     * @param hide whether a key is hidden from the application
     */
    public record CredentialSettings(
            boolean basic, @Nullable String header, String realm, boolean hide) {

        /** What holds where nothing is configured. */
        public static final CredentialSettings DEFAULT = new CredentialSettings(true, null, "api", true);

        /** @throws ConfigException if a setting is wrong */
        public CredentialSettings {
            if (header != null) {
                require("credentials.header", header, CredentialRules::isHeader, CredentialRules.HEADER_FORM);
            }
            require("credentials.realm", realm, CredentialRules::isRealm, CredentialRules.REALM_FORM);
        }
    }
}
