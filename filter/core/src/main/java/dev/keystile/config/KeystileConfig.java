package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.setting.ConfigException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code keystile.yaml} can say, checked.
 *
 * @param store the store that is opened; null where code gives an open one
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
        @Nullable ConfiguredStore store,
        CacheSettings cache,
        CredentialSettings credentials,
        boolean allowBrowserSecretKeys,
        @Nullable Set<Origin> corsOrigins,
        List<Network> trustedProxies,
        List<ConfigSection> sections,
        String problemBaseUri,
        PathCase pathCase,
        List<Route> routes) {

    /**
     * Copies what can change.
     *
     * @throws ConfigException if a setting is wrong, or two routes are for the same requests; the error names the setting
     */
    public KeystileConfig {
        corsOrigins = corsOrigins == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(corsOrigins));
        trustedProxies = List.copyOf(trustedProxies);
        sections = List.copyOf(sections);
        routes = List.copyOf(routes);
        KeystileSettings.PROBLEM_BASE_URI.check(problemBaseUri, null);
        routes.forEach(route -> KeystileSettings.check(route, null));
        try {
            RouteTable.of(routes, pathCase);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(null, KeystileSettings.ROUTES.name(), null, String.valueOf(e.getMessage()), null);
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
        public static final CredentialSettings DEFAULT = new CredentialSettings(
                KeystileSettings.BASIC.defaultValue(),
                null,
                KeystileSettings.REALM.defaultValue(),
                KeystileSettings.HIDE.defaultValue());

        /** @throws ConfigException if a setting is wrong; the error names the setting */
        public CredentialSettings {
            if (header != null) {
                KeystileSettings.HEADER.check(header, null);
            }
            KeystileSettings.REALM.check(realm, null);
        }
    }
}
