package dev.keystile.containers.launch;

import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.Map;

/** What a launcher is told, in types of the JDK only: it lives in a class loader of its own. */
record Launch(Map<String, String> settings) {

    /** Longer than a client waits for a response: a container that is slow does not look like one that closes connections. */
    static final long IDLE_MILLIS = 120_000;

    boolean isWar() {
        return settings.get("registration").equals("war");
    }

    boolean usesInitializer() {
        return settings.get("registration").equals("initializer");
    }

    /** Whether the container is to take paths that it refuses by default. */
    boolean isLenient() {
        return settings.get("paths").equals("ALL");
    }

    /** Whether the container is to let encoded paths through. */
    boolean takesEncoded() {
        return settings.get("paths").equals("ENCODED");
    }

    String contextPath() {
        return settings.get("context-path");
    }

    Path war() {
        return Path.of(settings.get("war"));
    }

    Path config() {
        return war().resolve("WEB-INF/keystile.yaml");
    }

    /** The filter under test, configured where it can be. */
    Filter filter() {
        try {
            Class<?> type = Class.forName(settings.get("filter"));
            return settings.get("filter").endsWith("ApiKeyAuthFilter")
                    ? (Filter) type.getMethod("fromConfig", Path.class).invoke(null, config())
                    : (Filter) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
