package dev.keystile.demo.server;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads a file that holds a list of routes and nothing else. */
public final class RouteList {

    private static final String BUILT_IN = "routes.yaml";

    private RouteList() {}

    /** The demo's own routes. */
    public static List<Route> builtIn() {
        try (InputStream yaml = Objects.requireNonNull(RouteList.class.getResourceAsStream(BUILT_IN))) {
            return ConfigLoader.loadRoutes(ConfigSource.of(BUILT_IN, yaml, Path.of("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The routes in a file.
     *
     * @throws ConfigException if it cannot be read or anything in it is wrong
     */
    public static List<Route> load(Path file) {
        return ConfigLoader.loadRoutes(ConfigSource.of(file));
    }
}
