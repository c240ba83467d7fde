package dev.keystile.servlet;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.KeystileConfig;
import dev.keystile.key.Redaction;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter's init-params: the place of the YAML file, and overrides of single settings. */
final class InitParameters {

    static final String CONFIG = "config";
    static final String DEFAULT_CONFIG = "/WEB-INF/keystile.yaml";

    private static final String CLASS_PATH = "classpath:";
    private static final String WEB_INF = "/WEB-INF/";

    private InitParameters() {}

    static KeystileConfig load(FilterConfig config) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String name : Collections.list(config.getInitParameterNames())) {
            overrides.put(name, config.getInitParameter(name));
        }
        String place = overrides.remove(CONFIG);
        return ConfigLoader.load(source(place == null ? DEFAULT_CONFIG : place, config.getServletContext()), overrides);
    }

    static void refuseAny(FilterConfig config) {
        if (config.getInitParameterNames().hasMoreElements()) {
            String name = config.getInitParameterNames().nextElement();
            throw new ConfigException(
                    new Place.InitParam(name),
                    name,
                    null,
                    Redaction.quoted(name) + " is not read: this filter was configured in code; set it there",
                    null);
        }
    }

    private static ConfigSource source(String place, ServletContext context) {
        if (place.startsWith(WEB_INF)) {
            String folder = context.getRealPath(WEB_INF);
            return read(place, context.getResourceAsStream(place), folder == null ? Path.of("") : Path.of(folder));
        }
        if (place.startsWith(CLASS_PATH)) {
            String name = place.substring(CLASS_PATH.length());
            return read(place, loader(context).getResourceAsStream(name), Path.of(""));
        }
        return ConfigSource.of(Path.of(place));
    }

    /** Embedded Jetty's contexts have no class loader of their own. */
    private static ClassLoader loader(ServletContext context) {
        ClassLoader application = context.getClassLoader();
        return application != null ? application : InitParameters.class.getClassLoader();
    }

    private static ConfigSource read(String place, @Nullable InputStream resource, Path directory) {
        if (resource == null) {
            throw new ConfigException(
                    new Place.InitParam(CONFIG),
                    CONFIG,
                    place,
                    CONFIG + " is " + Redaction.quoted(place) + ", which the application does not contain",
                    null);
        }
        try (resource) {
            return ConfigSource.of(place, resource, directory);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + place, e);
        }
    }
}
