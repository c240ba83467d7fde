package dev.keystile.spring.internal.config;

import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;

/**
 * The routes that keep the keys of customers away from Actuator: health is public, everything else is denied, unless a route
 * says otherwise. Needs Actuator.
 */
public final class ActuatorRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ActuatorRoutes.class);
    private static final String ALL = "/**";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*}");

    private ActuatorRoutes() {}

    /** The routes of the application, with those of Actuator if Actuator is on the same port. */
    public static List<Route> onMainPort(List<Route> routes, Environment environment) {
        if (ManagementPortType.get(environment) != ManagementPortType.SAME) {
            return routes;
        }
        String base = path(environment.getProperty("spring.mvc.servlet.path", "")) + basePath(environment);
        if (base.isEmpty()) {
            throw new ConfigException("management.endpoints.web.base-path is '/', where Keystile cannot tell Actuator"
                    + " from the application; it must be a path of its own such as /actuator, or give Actuator a port of its"
                    + " own with management.server.port");
        }
        List<Route> all = withOtherMethodsDenied(routes, base);
        if (names(routes, base + ALL)) {
            LOG.info("Actuator at {}/** is open as your route for it says.", base);
            return all;
        }
        all.add(route(base + ALL, Access.DENIED));
        String health = base + "/" + health(environment) + ALL;
        if (!names(routes, health)) {
            all.add(route(health, Access.PUBLIC));
        }
        LOG.info(
                "Actuator at {}/** is denied to all keys, unless a route names a path there; {} is public.",
                base,
                health);
        return all;
    }

    /**
     * The routes of a management port.
     *
     * @param routes those of the configuration; empty for the defaults
     */
    public static List<Route> onManagementPort(List<Route> routes, Environment environment) {
        List<Route> all = withOtherMethodsDenied(routes, "");
        if (routes.isEmpty()) {
            all.add(route(basePath(environment) + "/" + health(environment) + ALL, Access.PUBLIC));
        }
        if (!names(routes, ALL)) {
            all.add(route(ALL, Access.DENIED));
        }
        LOG.info("Keystile guards the management port by its own routes: {}; everything else is denied.", all);
        return all;
    }

    /** A route for some methods would leave the others of its path to every secret key. */
    private static List<Route> withOtherMethodsDenied(List<Route> routes, String base) {
        Map<String, String> paths = new LinkedHashMap<>();
        Set<String> complete = new HashSet<>();
        for (Route route : routes) {
            if (route.path().equals(base) || route.path().startsWith(base + "/")) {
                String pattern = VARIABLE.matcher(route.path()).replaceAll("{}");
                paths.putIfAbsent(pattern, route.path());
                if (route.methods().isEmpty()) {
                    complete.add(pattern);
                }
            }
        }
        paths.keySet().removeAll(complete);
        List<Route> all = new ArrayList<>(routes);
        paths.values().forEach(path -> all.add(route(path, Access.DENIED)));
        return all;
    }

    private static boolean names(List<Route> routes, String path) {
        return routes.stream().anyMatch(route -> route.path().equals(path));
    }

    private static Route route(String path, Access access) {
        return new Route(path, Set.of(), access, Set.of(), null, "the default for Actuator");
    }

    private static String basePath(Environment environment) {
        return path(environment.getProperty("management.endpoints.web.base-path", "/actuator"));
    }

    private static String health(Environment environment) {
        String mapped = environment.getProperty("management.endpoints.web.path-mapping.health", "health");
        return path(mapped).substring(1);
    }

    /** A path with a slash before it and none behind it; empty for the root. */
    private static String path(String text) {
        String trimmed = text.strip();
        while (trimmed.startsWith("/")) {
            trimmed = trimmed.substring(1);
        }
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }
}
