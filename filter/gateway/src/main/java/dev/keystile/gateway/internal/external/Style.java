package dev.keystile.gateway.internal.external;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a proxy asks, and which answers it passes on. */
public enum Style {
    /** {@code auth_request}: a 2xx passes, 401 and 403 are told apart without their bodies, anything else becomes 500. */
    NGINX("X-Original-Method", "X-Original-URI"),
    /** Caddy, Traefik and APISIX: a 2xx passes, anything else reaches the client as it is. */
    FORWARDED("X-Forwarded-Method", "X-Forwarded-Uri"),
    /** The action in {@code haproxy.lua}: only 200 passes, anything else reaches the client as it is. */
    HAPROXY("X-Original-Method", "X-Original-URI"),
    /** {@code ext_authz} over HTTP: only 200 passes, and the question has the method and, below a prefix, the path. */
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

    /** The field that names the client's method; null where it is that of the question. */
    @Nullable
    String methodHeader() {
        return methodHeader;
    }

    /** The field that holds the client's path and query; null where they are those of the question. */
    @Nullable
    String uriHeader() {
        return uriHeader;
    }

    /** The status by which the proxy understands a refusal. */
    int refusal(int status) {
        if (this != NGINX || status == HttpServletResponse.SC_UNAUTHORIZED) {
            return status;
        }
        return status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? HttpServletResponse.SC_FORBIDDEN
                : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }

    /** Whether any 2xx would let a request pass, so that a preflight cannot be answered with one. */
    boolean passesEverySuccess() {
        return this == NGINX || this == FORWARDED;
    }

    /** Whether the bodies of refusals are lost. */
    boolean losesBodies() {
        return this == NGINX;
    }

    @Override
    public String toString() {
        return label;
    }
}
