package dev.keystile.containers;

import java.util.ArrayList;
import java.util.List;

/**
 * Which container, how the filter is registered there ({@code war}, {@code code}, {@code initializer}), and
 * which filter.
 *
 * @param lenient whether the container is told to take paths that it refuses by default
 * @param proxied whether the filter is told that the suite's client is a proxy which it may trust
 */
record Setup(
        Container container, String registration, String contextPath, String filter, boolean lenient, boolean proxied) {

    Setup(Container container, String registration, String contextPath, String filter) {
        this(container, registration, contextPath, filter, false, false);
    }

    /** A container with every registration that it has; contexts at the root and elsewhere in turn. */
    static List<Setup> all(Container container) {
        List<Setup> setups = new ArrayList<>();
        for (String registration : List.of("war", "code", "initializer")) {
            if (container != Container.UNDERTOW || !registration.equals("war")) {
                String context = (container.ordinal() + setups.size()) % 2 == 0 ? "" : "/ctx";
                setups.add(new Setup(container, registration, context, War.FILTER));
            }
        }
        return setups;
    }

    /** A container with its own checks of the path turned off. */
    static Setup withLenientPaths(Container container) {
        return new Setup(container, "code", "", War.FILTER, true, false);
    }

    /** A container with the client as a trusted proxy. */
    static Setup behindAProxy(Container container) {
        return new Setup(container, "code", "", War.FILTER, false, true);
    }

    @Override
    public String toString() {
        return container + " by " + registration + " at " + (contextPath.isEmpty() ? "/" : contextPath)
                + (lenient ? " lenient" : "")
                + (proxied ? " behind a proxy" : "");
    }
}
