package dev.keystile.containers.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;

/** The application that the filter protects: servlets that say what they see, and dispatchers. */
public final class App implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        add(
                context,
                "open",
                new Echo("OPEN-DATA"),
                "/health",
                "/project",
                "/docs/*",
                "/open/*",
                "/app/*",
                "/caf\u00e9",
                "/packages/*");
        add(context, "secret", new Echo("SECRET-DATA"), "/organizations", "/organizations/*", "/api/*", "/closed", "/");
        add(context, "dispatch", new Dispatch(), "/forward", "/include", "/async", "/writer-forward");
        add(context, "async", new Dispatch(), "/flushed-async", "/again", "/complete", "/unwrapped");
        add(context, "trouble", new Trouble(), "/fail", "/senderror", "/own-cache");
        add(context, "error", new ErrorPage(), "/error");
        if (context.getAttribute("jakarta.websocket.server.ServerContainer") != null) {
            Sockets.add(context);
        }
    }

    private static void add(ServletContext context, String name, HttpServlet servlet, String... patterns) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(patterns);
    }
}
