package dev.keystile.config;

import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the list of routes. Each route keeps its place in the file, for messages. */
final class RouteReader {

    private RouteReader() {}

    static List<Route> read(ConfigValues root) {
        return root.groups(KeystileSettings.ROUTES).stream()
                .map(RouteReader::route)
                .toList();
    }

    private static Route route(ConfigValues values) {
        String path = values.get(KeystileSettings.ROUTE_PATH);
        Access access = values.get(KeystileSettings.ROUTE_ACCESS);
        Set<String> methods = new LinkedHashSet<>(values.get(KeystileSettings.ROUTE_METHODS));
        Set<String> scopes = Set.copyOf(values.get(KeystileSettings.ROUTE_SCOPES));
        EncodedPaths encoded = values.find(KeystileSettings.ROUTE_ENCODED).orElse(null);
        try {
            return new Route(
                    path, methods, access, scopes, encoded, values.place().toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    values.placeOf(KeystileSettings.ROUTE_SCOPES),
                    KeystileSettings.ROUTE_SCOPES.name(),
                    null,
                    String.valueOf(e.getMessage()),
                    null);
        }
    }
}
