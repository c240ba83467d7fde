package dev.keystile.demo.gateway.external;

import java.util.Locale;
import java.util.Optional;

/** How a proxy asks whether a request may come through. */
public enum Style {
    /** nginx's {@code auth_request}. */
    NGINX,
    /** Caddy's {@code forward_auth}, Traefik's ForwardAuth, APISIX's {@code forward-auth}. */
    FORWARDED,
    /** HAProxy with the Lua action beside its configuration. */
    HAPROXY,
    /** Envoy's {@code ext_authz} over HTTP. */
    ENVOY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it is written in a configuration. */
    public String label() {
        return label;
    }

    /** The style that is written so. */
    public static Optional<Style> ofLabel(String label) {
        for (Style style : values()) {
            if (style.label.equals(label)) {
                return Optional.of(style);
            }
        }
        return Optional.empty();
    }
}
