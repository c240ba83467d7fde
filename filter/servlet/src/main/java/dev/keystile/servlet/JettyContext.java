package dev.keystile.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Jetty behind a servlet context, by reflection: Jetty is one container among others, and its packages are named after
 * the Jakarta EE version.
 */
final class JettyContext {

    private static final String JETTY = "org.eclipse.jetty.ee";

    private JettyContext() {}

    /** Jetty's {@code ServletContextHandler} of a context; null in every other container. */
    static @Nullable Object handler(ServletContext context) throws ReflectiveOperationException {
        String implementation = context.getClass().getName();
        if (!implementation.startsWith(JETTY)) {
            return null;
        }
        String release = implementation.substring(0, implementation.indexOf('.', JETTY.length()));
        return Class.forName(
                        release + ".servlet.ServletContextHandler",
                        false,
                        context.getClass().getClassLoader())
                .getMethod("getServletContextHandler", ServletContext.class)
                .invoke(null, context);
    }

    /** What a public method without parameters returns. */
    static @Nullable Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
