package dev.keystile.gateway;

import dev.keystile.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.gateway.external.Style;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code external-auth}, the endpoints for other proxies, and {@code external-auth-listen}. */
final class ExternalAuthReader {

    static final String ENDPOINTS = "external-auth";
    static final String LISTEN = "external-auth-listen";

    private final YamlSection root;

    ExternalAuthReader(YamlSection root) {
        this.root = root;
    }

    List<ExternalAuth> endpoints() {
        List<YamlSection> sections = root.sections(ENDPOINTS);
        List<ExternalAuth> endpoints = new ArrayList<>();
        for (YamlSection section : sections == null ? List.<YamlSection>of() : sections) {
            ExternalAuth endpoint = endpoint(section);
            if (endpoints.stream().anyMatch(other -> overlap(other.path(), endpoint.path()))) {
                throw new YamlException(
                        section.placeOf("path"),
                        "external-auth.path '" + endpoint.path()
                                + "' is, or is below or above, that of another endpoint; each needs a path of its own");
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    /**
     * The address of a listener for the endpoints alone; null if they are on the gateway's own.
     *
     * @param gateway where the gateway listens
     * @param endpoints those that would be served there
     */
    @Nullable
    ListenAddress listen(ListenAddress gateway, List<ExternalAuth> endpoints) {
        YamlText text = root.text(LISTEN);
        if (text == null) {
            return null;
        }
        ListenAddress address =
                ListenAddress.parse(text.value()).orElseThrow(() -> text.wrong(ListenAddress.form("127.0.0.1:8082")));
        if (endpoints.isEmpty()) {
            throw new YamlException(
                    text.place(),
                    LISTEN + " is there, but " + ENDPOINTS + " has no endpoint to be served there; add one");
        }
        if (address.port() != 0 && address.equals(gateway)) {
            throw text.wrong("another address than listen, where everything else is served");
        }
        return address;
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private static ExternalAuth endpoint(YamlSection section) {
        section.allowOnly(List.of("path", "style"));
        YamlText path = section.text("path");
        if (path != null && !path.value().matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")) {
            throw path.wrong("an absolute path of plain segments, such as /authz");
        }
        String styles = "nginx, forwarded (Caddy, Traefik, APISIX), haproxy or envoy";
        YamlText style = section.requireText("style", styles);
        return new ExternalAuth(
                path == null ? "/authz" : path.value(),
                Style.ofLabel(style.value()).orElseThrow(() -> style.wrong(styles)));
    }
}
