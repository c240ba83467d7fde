package dev.keystile.containers.launch;

import dev.keystile.containers.app.App;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat 10.1 and 11. */
public final class TomcatLauncher implements Function<Map<String, String>, Object> {

    @Override
    public Object apply(Map<String, String> settings) {
        Launch launch = new Launch(settings);
        TomcatURLStreamHandlerFactory.disable();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(launch.war().resolveSibling("tomcat").toString());
        tomcat.setPort(0);
        if (launch.isLenient()) {
            takeAnyPath(tomcat.getConnector());
        } else if (launch.takesEncoded()) {
            tomcat.getConnector().setEncodedSolidusHandling("decode");
            tomcat.getConnector().setAllowBackslash(true);
        }
        tomcat.getConnector();
        tomcat.getEngine().setParentClassLoader(TomcatLauncher.class.getClassLoader());
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(null);
        tomcat.getHost().getPipeline().addValve(errors);
        Context context =
                launch.isWar() || launch.usesInitializer() ? addWar(tomcat, launch) : addByCode(tomcat, launch);
        ((StandardContext) context).setClearReferencesRmiTargets(false);
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        try {
            tomcat.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the context did not start");
        }
        return new Running(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static void takeAnyPath(Connector connector) {
        connector.setEncodedSolidusHandling("decode");
        connector.setAllowBackslash(true);
        connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
        connector.setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
    }

    private static Context addWar(Tomcat tomcat, Launch launch) {
        ContextConfig config = new ContextConfig();
        return tomcat.addWebapp(
                tomcat.getHost(), launch.contextPath(), launch.war().toString(), config);
    }

    private static Context addByCode(Tomcat tomcat, Launch launch) {
        Context context = tomcat.addContext(launch.contextPath(), launch.war().toString());
        FilterDef definition = new FilterDef();
        definition.setFilterName("keystile");
        definition.setFilter(launch.filter());
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("keystile");
        mapping.addURLPattern("/*");
        for (DispatcherType type : DispatcherType.values()) {
            mapping.setDispatcher(type.name());
        }
        context.addFilterMap(mapping);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addApplicationListener(App.class.getName());
        context.addErrorPage(errorPage());
        return context;
    }

    private static ErrorPage errorPage() {
        ErrorPage page = new ErrorPage();
        page.setLocation("/error");
        return page;
    }
}
