package dev.keystile.containers.launch;

import dev.keystile.containers.app.App;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/** Undertow, which reads no web.xml. */
public final class UndertowLauncher implements Function<Map<String, String>, Object> {

    @Override
    public Object apply(Map<String, String> settings) {
        Launch launch = new Launch(settings);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowLauncher.class.getClassLoader())
                .setContextPath(launch.contextPath().isEmpty() ? "/" : launch.contextPath())
                .setDeploymentName("suite")
                .setResourceManager(new PathResourceManager(launch.war()))
                .setEagerFilterInit(true)
                .addListener(Servlets.listener(App.class))
                .addErrorPage(new ErrorPage("/error"));
        if (launch.usesInitializer()) {
            addInitializers(deployment);
        } else {
            addFilter(deployment, launch.filter());
        }
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        try {
            PathHandler handler = Handlers.path().addPrefixPath(deployment.getContextPath(), manager.start());
            Undertow server = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setServerOption(UndertowOptions.ALLOW_ENCODED_SLASH, launch.isLenient() || launch.takesEncoded())
                    .setHandler(handler)
                    .build();
            server.start();
            int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
            return new Running(port, () -> {
                server.stop();
                manager.stop();
                manager.undeploy();
            });
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addFilter(DeploymentInfo deployment, Filter filter) {
        deployment.addFilter(new FilterInfo("keystile", filter.getClass(), new ImmediateInstanceFactory<>(filter))
                .setAsyncSupported(true));
        for (DispatcherType type : DispatcherType.values()) {
            deployment.addFilterUrlMapping("keystile", "/*", type);
        }
    }

    private static void addInitializers(DeploymentInfo deployment) {
        for (ServletContainerInitializer initializer :
                ServiceLoader.load(ServletContainerInitializer.class, UndertowLauncher.class.getClassLoader())) {
            if (initializer.getClass().getName().startsWith("dev.keystile.")) {
                deployment.addServletContainerInitializer(new ServletContainerInitializerInfo(
                        initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
            }
        }
    }
}
