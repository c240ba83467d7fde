package dev.keystile.servlet;

import dev.keystile.config.KeystileConfig;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of routes that name the context path of the application. Routes are relative to that path, so such a route matches
 * no request, and if it was meant to close a path, the path stays open.
 */
final class ContextPathCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ContextPathCheck.class);

    private ContextPathCheck() {}

    /** Warns of each route that begins with the context path. */
    static void check(KeystileConfig config, String contextPath) {
        if (contextPath.isEmpty()) {
            return;
        }
        for (Route route : config.routes()) {
            if (beginsWith(contextPath, route.path(), config.pathCase())) {
                String rest = route.path().substring(contextPath.length());
                LOG.warn(
                        "The route {} begins with the context path {}. Routes are relative to the context path, so this"
                                + " route is for requests to {}{}; write {} for requests to {}.",
                        route,
                        contextPath,
                        contextPath,
                        route.path(),
                        rest.isEmpty() ? "/" : rest,
                        route.path());
            }
        }
    }

    private static boolean beginsWith(String contextPath, String pattern, PathCase pathCase) {
        String path = pathCase.fold(pattern);
        String context = pathCase.fold(contextPath);
        return path.equals(context) || path.startsWith(context + '/');
    }
}
