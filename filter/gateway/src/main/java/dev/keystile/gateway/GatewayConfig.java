package dev.keystile.gateway;

import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.internal.external.Style;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.gateway.internal.upstream.Upstream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of {@code gateway.yaml}. Immutable.
 *
 * @param listen the address at which the gateway listens
 * @param externalAuthListen the address of a separate listener for the endpoints of other proxies; null if they are at
 *     {@code listen}
 * @param upstreams the services behind the gateway
 * @param client the time limits for clients
 * @param trustedFields the fields that trusted proxies may set
 * @param externalAuth the endpoints for other proxies
 * @param signing the settings for signed identities; null if identities are not signed
 * @param keystile the settings that {@code keystile.yaml} has too
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
     * An endpoint for another proxy, which sends an authentication request for each request.
     *
     * @param path the path of the endpoint; all paths below belong to it too
     * @param style the protocol of the proxy
     */
    public record ExternalAuth(String path, Style style) {}
}
