package dev.keystile.gateway;

import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.internal.external.Style;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.gateway.internal.upstream.Upstream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code gateway.yaml} can say, checked.
 *
 * @param listen where the gateway listens
 * @param externalAuthListen where the endpoints for other proxies are, and nothing else; null if they are on the same
 *     address as everything
 * @param upstreams the services behind it
 * @param client how slow a client may be
 * @param trustedFields the fields that trusted proxies may set
 * @param externalAuth the endpoints for other proxies
 * @param signing how identities are signed for the services; null if they are not
 * @param keystile what it has in common with {@code keystile.yaml}
 */
public record GatewayConfig(
        ListenAddress listen,
        @Nullable ListenAddress externalAuthListen,
        List<Upstream> upstreams,
        ClientLimits client,
        TrustedFields trustedFields,
        List<ExternalAuth> externalAuth,
        @Nullable SigningSettings signing,
        KeystileConfig keystile) {

    /** Copies the lists. */
    public GatewayConfig {
        upstreams = List.copyOf(upstreams);
        externalAuth = List.copyOf(externalAuth);
    }

    /**
     * An endpoint that another proxy asks.
     *
     * @param path where it is, with everything below
     * @param style how that proxy asks
     */
    public record ExternalAuth(String path, Style style) {}
}
