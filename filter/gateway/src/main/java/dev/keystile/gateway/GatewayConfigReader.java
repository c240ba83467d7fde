package dev.keystile.gateway;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.ConfigValues;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.setting.ConfigException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code gateway.yaml}: its own settings here, and the settings of {@code keystile.yaml} with {@link
 * dev.keystile.config.ConfigLoader}.
 */
public final class GatewayConfigReader {

    private final ConfigValues root;

    private GatewayConfigReader(ConfigValues root) {
        this.root = root;
    }

    /**
     * Reads a configuration.
     *
     * @throws ConfigException if a setting is unknown or wrong; the message names the setting, its line and what would
     *     be right
     */
    public static GatewayConfig read(ConfigSource source) {
        return ConfigLoader.load(
                source, GatewaySettings.ROOT, (root, keystile) -> new GatewayConfigReader(root).read(keystile));
    }

    private GatewayConfig read(KeystileConfig keystile) {
        ListenAddress listen = root.get(GatewaySettings.LISTEN);
        ExternalAuthReader external = new ExternalAuthReader(root);
        List<ExternalAuth> endpoints = external.endpoints();
        return new GatewayConfig(
                listen,
                external.listen(listen, endpoints),
                UpstreamReader.read(root, keystile.pathCase()),
                clientLimits(),
                trustedFields(!keystile.trustedProxies().isEmpty()),
                endpoints,
                signing(),
                keystile);
    }

    private ClientLimits clientLimits() {
        ConfigValues client = root.group(GatewaySettings.CLIENT);
        return new ClientLimits(
                client.get(GatewaySettings.HEAD_TIMEOUT),
                client.get(GatewaySettings.MIN_RATE),
                client.get(GatewaySettings.GRACE),
                root.get(GatewaySettings.MAX_HEAD_SIZE).intValue());
    }

    /** @param proxies whether any proxy is trusted; without one, the list would have no effect */
    private TrustedFields trustedFields(boolean proxies) {
        if (!root.has(GatewaySettings.TRUSTED_FIELDS)) {
            return TrustedFields.DEFAULT;
        }
        List<String> names = root.get(GatewaySettings.TRUSTED_FIELDS);
        if (!proxies) {
            throw GatewaySettings.TRUSTED_FIELDS.refused(
                    "is there, but nobody may send these fields; name the proxies in trusted-proxies",
                    root.placeOf(GatewaySettings.TRUSTED_FIELDS));
        }
        return new TrustedFields(names);
    }

    private @Nullable SigningSettings signing() {
        ConfigValues values = root.group(GatewaySettings.ASSERTION);
        boolean signs = Stream.of(
                        GatewaySettings.ISSUER,
                        GatewaySettings.AUDIENCE,
                        GatewaySettings.LIFETIME,
                        GatewaySettings.KEYS)
                .anyMatch(values::has);
        return signs
                ? new SigningSettings(
                        values.get(GatewaySettings.ISSUER),
                        values.get(GatewaySettings.AUDIENCE),
                        values.get(GatewaySettings.LIFETIME),
                        values.path(GatewaySettings.KEYS))
                : null;
    }
}
