package dev.keystile.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter where an application has {@code /WEB-INF/keystile.yaml}, or names a file by the
 * context parameter {@code keystile.config}, and declares no such filter itself (Servlet 6.0, section 8.2.4).
 */
public final class KeystileInitializer implements ServletContainerInitializer {

    /** The context parameter that names the YAML file. */
    public static final String CONFIG_PARAMETER = "keystile.config";

    private static final String NAME = "keystile";

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        String config = context.getInitParameter(CONFIG_PARAMETER);
        boolean wanted = config != null || holds(context, InitParameters.DEFAULT_CONFIG);
        if (!wanted || isDeclared(context)) {
            return;
        }
        FilterRegistration.Dynamic registration = context.addFilter(NAME, ApiKeyAuthFilter.class);
        if (registration == null) {
            throw new IllegalStateException("a filter named '" + NAME + "' exists already; give it another name");
        }
        registration.setInitParameter(InitParameters.CONFIG, config == null ? InitParameters.DEFAULT_CONFIG : config);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    private static boolean holds(ServletContext context, String path) {
        try {
            return context.getResource(path) != null;
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static boolean isDeclared(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> ApiKeyAuthFilter.class.getName().equals(filter.getClassName()));
    }
}
