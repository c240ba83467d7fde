package dev.keystile.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An exploded web application: the suite's servlets, the filter's jar and its configuration. */
final class War {

    static final String FILTER = "dev.keystile.servlet.ApiKeyAuthFilter";

    private static final String KEYSTILE_YAML = """
            store: {type: file-with-outage, path: keys.yaml, outage: %s}
            cache: {load-timeout: 60s}
            credentials: {header: X-API-Key, other-formats: %s}
            cors: {allowed-origins: ["https://app.example.com"]}
            trusted-proxies: %s
            routes:
              - {path: /health, access: public}
              - {path: /forward, access: public}
              - {path: /writer-forward, access: public}
              - {path: /include, access: public}
              - {path: /async, access: public}
              - {path: /flushed-async, access: public}
              - {path: /again, access: optional}
              - {path: /complete, access: publishable}
              - {path: /fail, access: public}
              - {path: /open/**, access: public}
              - {path: /caf\u00e9, access: public}
              - {path: /project, methods: [GET], access: publishable}
              - {path: /senderror, access: publishable}
              - {path: /own-cache, access: publishable}
              - {path: "/organizations/{id}", methods: [DELETE], access: secret, scopes: ["organizations:write"]}
              - {path: /docs/**, access: optional}
              - {path: /app/**, access: delegated}
              - {path: /closed, access: denied}
              - {path: /api/public, access: public}
              - {path: /packages/**, access: public, encoded: accept}
              - {path: /packages/@corp/**, access: secret, encoded: accept}
            """;

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              %s
              <listener><listener-class>dev.keystile.containers.app.App</listener-class></listener>
              <error-page><location>/error</location></error-page>
            </web-app>
            """;

    private static final String FILTER_XML = """
            <filter>
                <filter-name>keystile</filter-name>
                <filter-class>%s</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping>
                <filter-name>keystile</filter-name>
                <url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher>
                <dispatcher>FORWARD</dispatcher>
                <dispatcher>INCLUDE</dispatcher>
                <dispatcher>ERROR</dispatcher>
                <dispatcher>ASYNC</dispatcher>
              </filter-mapping>""";

    private War() {}

    /** @param libraries the folder of the filter and what it needs */
    static void write(Path war, Setup setup, Path libraries) throws IOException {
        Path webInf = Files.createDirectories(war.resolve("WEB-INF"));
        if (setup.filter().equals(FILTER)) {
            String proxies = setup.proxied() ? "[127.0.0.1, '::1', 10.0.0.0/8]" : "[]";
            Files.writeString(
                    webInf.resolve("keystile.yaml"),
                    KEYSTILE_YAML.formatted(
                            Keys.sha256(Keys.OUTAGE), setup.takesOtherFormats() ? "accept" : "refuse", proxies));
        }
        Files.writeString(webInf.resolve("keys.yaml"), Keys.yaml());
        String declared = setup.registration().equals("war") ? FILTER_XML.formatted(setup.filter()) : "";
        Files.writeString(webInf.resolve("web.xml"), WEB_XML.formatted(declared));
        Path lib = Files.createDirectories(webInf.resolve("lib"));
        for (Path jar : jars(libraries)) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        Path classes = webInf.resolve("classes");
        SuiteClasses.copy("app", classes);
        SuiteClasses.copy("weak", classes);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("dev.keystile.store.ApiKeyStoreProvider"),
                "dev.keystile.containers.app.OutageStoreProvider");
    }

    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
