package dev.keystile.containers.app;

import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The application of the functional suite, behind Spring's own dispatcher. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SuiteApplication {

    @Bean
    HandlerMapping suite() {
        Map<String, HttpRequestHandler> handlers = new LinkedHashMap<>();
        add(
                handlers,
                new Echo("OPEN-DATA"),
                "/health",
                "/project",
                "/docs/**",
                "/open/**",
                "/app/**",
                "/caf\u00e9",
                "/packages/**");
        add(handlers, new Echo("SECRET-DATA"), "/**");
        add(handlers, new Dispatch(), "/forward", "/include", "/async", "/writer-forward");
        add(handlers, new Dispatch(), "/flushed-async", "/again", "/complete", "/unwrapped");
        add(handlers, new Trouble(), "/fail", "/senderror", "/own-cache");
        add(handlers, new ErrorPage(), "/error");
        return new SimpleUrlHandlerMapping(handlers, Ordered.HIGHEST_PRECEDENCE);
    }

    private static void add(Map<String, HttpRequestHandler> handlers, HttpServlet servlet, String... patterns) {
        for (String pattern : patterns) {
            handlers.put(pattern, servlet::service);
        }
    }
}
