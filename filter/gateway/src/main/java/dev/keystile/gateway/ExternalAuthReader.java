package dev.keystile.gateway;

import dev.keystile.config.ConfigValues;
import dev.keystile.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.key.Redaction;
import dev.keystile.setting.ConfigException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code external-auth}, the endpoints for other proxies, and {@code external-auth-listen}. */
final class ExternalAuthReader {

    private final ConfigValues root;

    ExternalAuthReader(ConfigValues root) {
        this.root = root;
    }

    List<ExternalAuth> endpoints() {
        List<ExternalAuth> endpoints = new ArrayList<>();
        for (ConfigValues values : root.groups(GatewaySettings.EXTERNAL_AUTH)) {
            ExternalAuth endpoint = new ExternalAuth(
                    values.get(GatewaySettings.ENDPOINT_PATH), values.get(GatewaySettings.ENDPOINT_STYLE));
            if (endpoints.stream().anyMatch(other -> overlap(other.path(), endpoint.path()))) {
                throw new ConfigException(
                        values.placeOf(GatewaySettings.ENDPOINT_PATH),
                        GatewaySettings.ENDPOINT_PATH.name(),
                        endpoint.path(),
                        "external-auth.path " + Redaction.quoted(endpoint.path())
                                + " is, or is below or above, that of another endpoint; each needs a path of its own",
                        null);
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    /**
     * The address of the separate listener for the endpoints; null if there is none.
     *
     * @param gateway the address at which the gateway listens
     * @param endpoints the endpoints
     */
    @Nullable
    ListenAddress listen(ListenAddress gateway, List<ExternalAuth> endpoints) {
        ListenAddress address = root.find(GatewaySettings.EXTERNAL_AUTH_LISTEN).orElse(null);
        if (address == null) {
            return null;
        }
        if (endpoints.isEmpty()) {
            throw new ConfigException(
                    root.placeOf(GatewaySettings.EXTERNAL_AUTH_LISTEN),
                    GatewaySettings.EXTERNAL_AUTH_LISTEN.name(),
                    address.toString(),
                    "external-auth-listen is there, but external-auth has no endpoint to be served there; add one",
                    null);
        }
        if (address.port() != 0 && address.equals(gateway)) {
            throw GatewaySettings.EXTERNAL_AUTH_LISTEN
                    .wrong(address, "another address than listen, where everything else is served")
                    .at(root.placeOf(GatewaySettings.EXTERNAL_AUTH_LISTEN));
        }
        return address;
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }
}
