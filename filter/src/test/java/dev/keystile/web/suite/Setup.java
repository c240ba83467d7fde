package dev.keystile.web.suite;

import java.util.ArrayList;
import java.util.List;

/** Which container, how the filter is registered there ({@code war}, {@code code}, {@code initializer}), and which filter. */
record Setup(Container container, String registration, String contextPath, String filter) {

    /** Every container with every registration that it has; contexts at the root and elsewhere in turn. */
    static List<Setup> all() {
        List<Setup> setups = new ArrayList<>();
        for (Container container : Container.values()) {
            for (String registration : List.of("war", "code", "initializer")) {
                if (container != Container.UNDERTOW || !registration.equals("war")) {
                    String context = setups.size() % 2 == 0 ? "" : "/ctx";
                    setups.add(new Setup(container, registration, context, War.FILTER));
                }
            }
        }
        return setups;
    }

    @Override
    public String toString() {
        return container + " by " + registration + " at " + (contextPath.isEmpty() ? "/" : contextPath);
    }
}
