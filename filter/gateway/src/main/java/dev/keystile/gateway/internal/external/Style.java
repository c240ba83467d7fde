package dev.keystile.gateway.internal.external;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The protocol of a proxy: how it describes the original request, and which responses it understands. */
public enum Style {
    /** {@code auth_request}: a 2xx passes, 401 and 403 are told apart without their bodies, anything else becomes 500. */
    NGINX("X-Original-Method", "X-Original-URI"),
    /** Caddy, Traefik and APISIX: a 2xx passes, anything else reaches the client as it is. */
    FORWARDED("X-Forwarded-Method", "X-Forwarded-Uri"),
    /** The action in {@code haproxy.lua}: only 200 passes, anything else reaches the client as it is. */
    HAPROXY("X-Original-Method", "X-Original-URI"),
    /**
     * {@code ext_authz} over HTTP: only 200 passes, and the authentication request has the method and, after a prefix,
     * the path of the original.
     */
    ENVOY(null, null);

    private final @Nullable String methodHeader;
    private final @Nullable String uriHeader;
    private final String label = name().toLowerCase(Locale.ROOT);

    Style(@Nullable String methodHeader, @Nullable String uriHeader) {
        this.methodHeader = methodHeader;
        this.uriHeader = uriHeader;
    }

    /** The word used in {@code gateway.yaml}. */
    public String label() {
        return label;
    }

    /** The style with this {@link #label()}, if there is one. */
    public static Optional<Style> ofLabel(String label) {
        for (Style style : values()) {
            if (style.label.equals(label)) {
                return Optional.of(style);
            }
        }
        return Optional.empty();
    }

    /** The field with the method of the client; null if the authentication request itself has this method. */
    @Nullable
    String methodHeader() {
        return methodHeader;
    }

    /** The field with the path and query of the client; null if the authentication request itself has them. */
    @Nullable
    String uriHeader() {
        return uriHeader;
    }

    /** The status for a refusal that the proxy understands. */
    int refusal(int status) {
        if (this != NGINX || status == HttpServletResponse.SC_UNAUTHORIZED) {
            return status;
        }
        return status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? HttpServletResponse.SC_FORBIDDEN
                : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }

    /** Whether any 2xx lets a request pass, so that the response to a preflight cannot be 204. */
    boolean passesEverySuccess() {
        return this == NGINX || this == FORWARDED;
    }

    /** Whether the proxy loses the body of a refusal. */
    boolean losesBodies() {
        return this == NGINX;
    }

    @Override
    public String toString() {
        return label;
    }
}
