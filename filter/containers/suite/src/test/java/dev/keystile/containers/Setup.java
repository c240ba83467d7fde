package dev.keystile.containers;

import java.util.ArrayList;
import java.util.List;

/**
 * Which container, how the filter is registered there ({@code war}, {@code code}, {@code initializer}), and
 * which filter.
 *
 * @param paths which paths the container is told to take
 * @param proxied whether the filter is told that the suite's client is a proxy which it may trust
 */
record Setup(
        Container container,
        String registration,
        String contextPath,
        String filter,
        PathsTaken paths,
        boolean proxied) {

    /** Which paths a container takes. */
    enum PathsTaken {
        DEFAULT,
        /** Those with {@code %2F} and the like too, set as the README says. */
        ENCODED,
        /** All, with its own checks turned off. */
        ALL
    }

    Setup(Container container, String registration, String contextPath, String filter) {
        this(container, registration, contextPath, filter, PathsTaken.DEFAULT, false);
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
        return new Setup(container, "code", "", War.FILTER, PathsTaken.ALL, false);
    }

    /** A container that lets encoded paths through, with a filter that accepts keys in other formats. */
    static Setup withAllAccepted(Container container) {
        return new Setup(container, "code", "/ctx", War.FILTER, PathsTaken.ENCODED, false);
    }

    /** A container with the client as a trusted proxy. */
    static Setup behindAProxy(Container container) {
        return new Setup(container, "code", "", War.FILTER, PathsTaken.DEFAULT, true);
    }

    /** Whether the filter accepts keys in the formats of other systems. */
    boolean takesOtherFormats() {
        return paths == PathsTaken.ENCODED;
    }

    @Override
    public String toString() {
        return container + " by " + registration + " at " + (contextPath.isEmpty() ? "/" : contextPath)
                + (paths == PathsTaken.DEFAULT ? "" : " with " + paths + " paths")
                + (proxied ? " behind a proxy" : "");
    }
}
