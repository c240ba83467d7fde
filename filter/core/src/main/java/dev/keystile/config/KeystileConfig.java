package dev.keystile.config;

import dev.keystile.cache.CacheSettings;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.setting.ConfigException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of {@code keystile.yaml}. Immutable.
 *
 * @param store the store to open; null if code gives an open store
 * @param cache the bounds of the cache
 * @param credentials where requests may have keys
 * @param allowBrowserSecretKeys whether a secret key may come from a browser
 * @param corsOrigins the origins from which code in a browser may call; null to leave preflights to the application
 * @param trustedProxies the addresses and networks of the proxies whose X-Forwarded-For is believed
 * @param sections the settings of optional modules
 * @param problemBaseUri the beginning of the {@code type} of a problem document
 * @param alwaysSendRequestId whether each response has {@code X-Request-ID}; else refusals, and responses whose request
 *     has one
 * @param pathCase whether the letter case of a path matters to the routes
 * @param encodedPaths whether paths may have escapes of {@code / % \ ; .}, on routes that do not say so themselves
 * @param routes the routes, in any order
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
        boolean alwaysSendRequestId,
        PathCase pathCase,
        EncodedPaths encodedPaths,
        List<Route> routes) {

    /**
     * Copies the collections and checks the settings.
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
     * The settings of credentials: where requests may have keys, and whether the application sees the keys.
     *
     * @param fields the header fields in which a request may have a key
     * @param realm the realm of the challenges
     * @param hide whether a key is hidden from the application
     */
    public record CredentialSettings(CredentialFields fields, String realm, boolean hide) {

        /** The default settings. */
        public static final CredentialSettings DEFAULT = new CredentialSettings(
                CredentialFields.DEFAULT, KeystileSettings.REALM.defaultValue(), KeystileSettings.HIDE.defaultValue());

        /** @throws ConfigException if a setting is wrong; the error names the setting */
        public CredentialSettings {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (String header : fields.headers()) {
                KeystileSettings.HEADER.check(header, null);
                if (!names.add(header)) {
                    throw KeystileSettings.HEADER.refused(
                            "names " + header + " twice; letter case makes no difference in names of header fields",
                            null);
                }
            }
            if (!fields.authorization() && names.isEmpty()) {
                throw new ConfigException(
                        null,
                        KeystileSettings.AUTHORIZATION.name(),
                        null,
                        KeystileSettings.AUTHORIZATION.name() + " is 'ignore', and no other field can hold a key; set "
                                + KeystileSettings.HEADER.name() + ", such as X-API-Key",
                        null);
            }
            KeystileSettings.REALM.check(realm, null);
        }
    }
}
