package dev.keystile.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jetty answers WebSocket handshakes in a filter that it puts before all others, so that no filter of an
 * application sees them. This moves it behind ours.
 */
final class JettyUpgrades {

    private static final String UPGRADE_FILTER = "WebSocketUpgradeFilter";

    private JettyUpgrades() {}

    /**
     * Puts Jetty's upgrade filter behind the filter with this name.
     *
     * @throws ServletException if that cannot be done: handshakes would pass unseen
     */
    static void moveBehind(String filterName, ServletContext context) throws ServletException {
        try {
            Object handler = JettyContext.handler(context);
            if (handler != null) {
                reorder(filterName, JettyContext.call(handler, "getServletHandler"));
            }
        } catch (ReflectiveOperationException e) {
            throw new ServletException(
                    "cannot put Jetty's WebSocketUpgradeFilter behind " + filterName
                            + "; WebSocket handshakes would pass without a key",
                    e);
        }
    }

    private static void reorder(String filterName, @Nullable Object servletHandler)
            throws ReflectiveOperationException {
        if (servletHandler == null) {
            return;
        }
        Object mappings = JettyContext.call(servletHandler, "getFilterMappings");
        if (mappings == null) {
            return;
        }
        List<Object> upgrades = new ArrayList<>();
        List<Object> order = new ArrayList<>();
        int behind = 0;
        for (int i = 0; i < Array.getLength(mappings); i++) {
            Object mapping = Array.get(mappings, i);
            String name = (String) mapping.getClass().getMethod("getFilterName").invoke(mapping);
            if (name.endsWith(UPGRADE_FILTER)) {
                upgrades.add(mapping);
                continue;
            }
            order.add(mapping);
            if (name.equals(filterName)) {
                behind = order.size();
            }
        }
        order.addAll(behind, upgrades);
        Object reordered =
                order.toArray((Object[]) Array.newInstance(mappings.getClass().getComponentType(), order.size()));
        servletHandler
                .getClass()
                .getMethod("setFilterMappings", mappings.getClass())
                .invoke(servletHandler, reordered);
    }
}
