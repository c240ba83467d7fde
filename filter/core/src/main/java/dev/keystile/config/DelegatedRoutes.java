package dev.keystile.config;

import dev.keystile.route.Access;
import dev.keystile.route.Route;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at start-up on which routes the application itself has to authenticate requests without a key. */
final class DelegatedRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DelegatedRoutes.class);

    private DelegatedRoutes() {}

    static void log(List<Route> routes) {
        String delegated = routes.stream()
                .filter(route -> route.access() == Access.DELEGATED)
                .map(Route::toString)
                .collect(Collectors.joining(", "));
        if (!delegated.isEmpty()) {
            LOG.info(
                    "Delegated routes: {}. Requests without a key reach the application there, which must authenticate them.",
                    delegated);
        }
    }
}
