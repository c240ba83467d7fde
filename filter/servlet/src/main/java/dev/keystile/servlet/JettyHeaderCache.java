package dev.keystile.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty remembers the header fields of an HTTP/1.1 connection, and unless it is told otherwise it takes a value for the
 * same whatever its letter case: a wrong key then passes after a right one, and a right one fails after a wrong one.
 */
final class JettyHeaderCache {

    private static final Logger LOG = LoggerFactory.getLogger(JettyHeaderCache.class);

    private JettyHeaderCache() {}

    /** Warns once if a connector of the context's server has such a cache. Those that are added later are not seen. */
    static void check(ServletContext context) {
        try {
            Object handler = JettyContext.handler(context);
            Object server = handler == null ? null : JettyContext.call(handler, "getServer");
            List<String> unsafe = server == null ? List.of() : unsafeConnectors(server);
            if (!unsafe.isEmpty()) {
                LOG.warn(
                        "Jetty's header cache ignores letter case on {}: a key in another letter case passes on a"
                                + " connection that was used with the right key. Call"
                                + " HttpConfiguration.setHeaderCacheCaseSensitive(true) for every connector; in a"
                                + " standalone Jetty set jetty.httpConfig.headerCacheSize=0 in start.d/server.ini.",
                        unsafe);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "Jetty's header cache cannot be checked; make sure that every connector has"
                            + " HttpConfiguration.setHeaderCacheCaseSensitive(true).",
                    e);
        }
    }

    private static List<String> unsafeConnectors(Object server) throws ReflectiveOperationException {
        List<String> unsafe = new ArrayList<>();
        for (Object connector : elements(JettyContext.call(server, "getConnectors"))) {
            for (Object factory : elements(JettyContext.call(connector, "getConnectionFactories"))) {
                if (ignoresCase(factory)) {
                    unsafe.add(String.valueOf(connector));
                }
            }
        }
        return unsafe;
    }

    private static boolean ignoresCase(Object factory) throws ReflectiveOperationException {
        String protocol = String.valueOf(JettyContext.call(factory, "getProtocol"));
        if (!protocol.toLowerCase(Locale.ROOT).startsWith("http/1")) {
            return false;
        }
        Object http = JettyContext.call(factory, "getHttpConfiguration");
        return http != null
                && !Integer.valueOf(0).equals(JettyContext.call(http, "getHeaderCacheSize"))
                && Boolean.FALSE.equals(JettyContext.call(http, "isHeaderCacheCaseSensitive"));
    }

    private static Iterable<?> elements(@Nullable Object several) {
        if (several instanceof Object[] array) {
            return List.of(array);
        }
        return several instanceof Iterable<?> iterable ? iterable : List.of();
    }
}
