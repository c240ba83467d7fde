package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.config.Keystile;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.RequestDispatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyAuthFilterTest {

    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo Project"));

    private final MemoryKeyStore store = new MemoryKeyStore();
    private final String secret = issue(KeyType.SECRET, Scopes.of(List.of("a:read")));
    private final String publishable = issue(KeyType.PUBLISHABLE, Scopes.all());

    @Test
    void aSecondFilterDecidesWithTheIdentityOfTheFirst() throws Exception {
        ApiKeyAuthFilter first = filter().route("/**", Access.PUBLISHABLE).build();
        ApiKeyAuthFilter second = filter().route("/**", Access.SECRET)
                .route(Route.of("/write", Access.SECRET).withScopes("a:write"))
                .build();
        try (JettyFixture jetty = new JettyFixture()
                .filter(first)
                .filter(second)
                .servlet("/*", (request, response) -> response.getWriter().print("user=" + request.getRemoteUser()))
                .start()) {
            assertThat(jetty.get("/read", bearer(secret)))
                    .startsWith("HTTP/1.1 200")
                    .contains("user=key_");
            assertThat(jetty.get("/write", bearer(secret))).contains("insufficient_scope");
            assertThat(jetty.get("/read", bearer(publishable))).contains("secret_key_required");
            assertThat(jetty.get("/read")).contains("missing_key");
        }
    }

    @Test
    void aSecondFilterBehindAnOpenRouteReadsTheKeyThatTheFirstHid() throws Exception {
        ApiKeyAuthFilter first = filter().route("/**", Access.PUBLIC).build();
        ApiKeyAuthFilter second = filter().route("/**", Access.SECRET).build();
        try (JettyFixture jetty = new JettyFixture()
                .filter(first)
                .filter(second)
                .servlet(
                        "/*",
                        (request, response) -> response.getWriter()
                                .print("user=" + request.getRemoteUser() + " key="
                                        + request.getHeader("Authorization")))
                .start()) {
            assertThat(jetty.get("/x", bearer(secret))).contains("user=key_").contains("key=null");
            assertThat(jetty.get("/x")).contains("missing_key");
        }
    }

    @Test
    void aSecondFilterDecidesAboutAnEncodedPathByItsOwnRoutes() throws Exception {
        Route open = Route.of("/npm/**", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT);
        Route closed = Route.of("/npm/@corp/**", Access.SECRET).withEncoded(EncodedPaths.ACCEPT);
        JettyFixture fixture = new JettyFixture()
                .filter(filter().route(open).build())
                .filter(filter().route(open).route(closed).build())
                .servlet("/*", (request, response) -> response.getWriter().print("at " + request.getRequestURI()));
        fixture.context.getServletHandler().setDecodeAmbiguousURIs(true);
        fixture.compliance(UriCompliance.UNSAFE);
        try (JettyFixture jetty = fixture.start()) {
            assertThat(jetty.get("/npm/@scope%2Fpkg")).contains("at /npm/@scope%2Fpkg");
            assertThat(jetty.get("/npm/%2F/x")).contains("at /npm/%2F/x");
            assertThat(jetty.get("/npm/@corp%2Fpkg")).contains("missing_key");
            assertThat(jetty.get("/npm/@corp%2Fpkg", bearer(secret))).contains("at /npm/@corp%2Fpkg");
            assertThat(jetty.get("/npm/..%2Fx")).contains("ambiguous_path");
        }
    }

    @Test
    void aWelcomeFileIsDecidedWithItsFolder(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("index.html"), "welcome");
        Files.createDirectory(root.resolve("private"));
        Files.writeString(root.resolve("private/index.html"), "SECRET-DATA");
        JettyFixture fixture =
                new JettyFixture().filter(filter().route("/", Access.PUBLIC).build());
        fixture.context.setBaseResource(ResourceFactory.of(fixture.context).newResource(root));
        fixture.context.addServlet(new ServletHolder(new DefaultServlet()), "/");
        try (JettyFixture jetty = fixture.start()) {
            assertThat(jetty.get("/")).startsWith("HTTP/1.1 200").endsWith("welcome");
            assertThat(jetty.get("/index.html")).startsWith("HTTP/1.1 401");
            assertThat(jetty.get("/private/")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aKeyIsShownToTheApplicationWhereThatIsWanted() throws Exception {
        ApiKeyAuthFilter showing =
                filter().hide(false).route("/**", Access.SECRET).build();
        try (JettyFixture jetty = new JettyFixture()
                .filter(showing)
                .servlet("/*", (request, response) -> response.getWriter().print(request.getHeader("Authorization")))
                .start()) {
            assertThat(jetty.get("/x", bearer(secret))).endsWith("Bearer " + secret);
        }
    }

    @Test
    void aPreflightMayNameAnyMethodThatIsATokenAndNoKey() throws Exception {
        ApiKeyAuthFilter filter = filter().corsAllowedOrigins("https://app.example.com")
                .route("/**", Access.PUBLISHABLE)
                .build();
        try (JettyFixture jetty = new JettyFixture().filter(filter).start()) {
            for (String method : List.of("PUT", "M-SEARCH", "BASELINE-CONTROL", "X_1")) {
                assertThat(preflight(jetty, method)).contains("Access-Control-Allow-Methods: " + method);
            }
            for (String method : List.of("A,B", "A B", "\u00e9", "sk_demo_secret", "SK_demo_secret")) {
                assertThat(preflight(jetty, method)).doesNotContain("Access-Control-Allow-Methods", "demo_secret");
            }
        }
    }

    private static String preflight(JettyFixture jetty, String method) throws Exception {
        return jetty.options("/x", "Origin: https://app.example.com", "Access-Control-Request-Method: " + method);
    }

    @Test
    void aStoreThatFailsIsNoUnknownKey() throws Exception {
        ApiKeyStore down = digest -> {
            throw new KeyStoreException("connection refused");
        };
        ApiKeyStore broken = digest -> {
            throw new IllegalStateException("broken");
        };
        for (ApiKeyStore failing : List.of(down, broken)) {
            ApiKeyAuthFilter filter = JettyFixture.builder().store(failing).build();
            try (JettyFixture jetty = new JettyFixture().filter(filter).start()) {
                assertThat(jetty.get("/x", bearer(secret)))
                        .startsWith("HTTP/1.1 503")
                        .contains("store_unavailable", "Retry-After: ")
                        .doesNotContain("refused", "broken", "WWW-Authenticate");
                assertThat(filter.keystile().orElseThrow().health().available()).isFalse();
            }
        }
    }

    @Test
    void aListenerThatThrowsChangesNoDecision() throws Exception {
        ApiKeyAuthFilter filter = filter().route("/open", Access.PUBLIC)
                .listener(decision -> {
                    throw new IllegalStateException("broken meter");
                })
                .build();
        try (JettyFixture jetty = new JettyFixture()
                .filter(filter)
                .servlet("/*", (request, response) -> response.getWriter().print("through"))
                .start()) {
            assertThat(jetty.get("/open")).endsWith("through");
            assertThat(jetty.get("/x")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aCommittedResponseIsNotWrittenAgain() throws Exception {
        ApiKeyAuthFilter filter = filter().route("/open", Access.PUBLIC).build();
        try (JettyFixture jetty = new JettyFixture()
                .filter(filter)
                .servlet("/open", (request, response) -> {
                    response.getWriter().print("begun");
                    response.flushBuffer();
                    RequestDispatcher dispatcher = request.getRequestDispatcher("/secret");
                    assertThatThrownBy(() -> dispatcher.forward(request, response))
                            .isInstanceOf(IllegalStateException.class);
                })
                .start()) {
            assertThat(jetty.get("/open"))
                    .startsWith("HTTP/1.1 200")
                    .contains("begun")
                    .doesNotContain("missing_key");
        }
    }

    @Test
    void aFilterThatCannotBeConfiguredStopsTheStart(@TempDir Path folder) throws Exception {
        Path yaml = Files.writeString(folder.resolve("keystile.yaml"), "store: {type: memory}\n");
        assertThatThrownBy(() -> start("config", folder.resolve("none.yaml").toString()))
                .hasStackTraceContaining("none.yaml");
        assertThatThrownBy(() -> start("config", yaml.toString(), "cache.fresh-four", "10s"))
                .hasStackTraceContaining("cache.fresh-four")
                .hasStackTraceContaining("fresh-for");
        assertThatThrownBy(() -> start("config", "/WEB-INF/none.yaml")).hasStackTraceContaining("/WEB-INF/none.yaml");
        assertThatThrownBy(() -> start("config", "classpath:none.yaml")).hasStackTraceContaining("classpath:none.yaml");
        start("config", yaml.toString(), "cache.fresh-for", "10s").close();
    }

    @Test
    void initParamsOfAFilterConfiguredInCodeAreRefused() {
        FilterHolder holder = new FilterHolder(filter().build());
        holder.setInitParameter("cache.fresh-for", "10s");
        assertThatThrownBy(() -> new JettyFixture().filter(holder).start()).hasStackTraceContaining("cache.fresh-for");
    }

    @Test
    void aBuilderWithoutAStoreSaysSo() {
        assertThatThrownBy(() -> JettyFixture.builder().build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store");
        assertThatThrownBy(() -> filter().route("/a/{x}", Access.PUBLIC)
                        .route("/a/{y}", Access.SECRET)
                        .build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/a/{x}")
                .hasMessageContaining("/a/{y}");
    }

    @Test
    void boundsAreCheckedTogether() {
        Duration hour = Duration.ofHours(1);
        filter().freshFor(hour).staleFor(hour).build().destroy();
        assertThatThrownBy(() -> filter().freshFor(hour).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cache.stale-for");
    }

    @Test
    void whereLetterCaseDoesNotCountRequestsAndDispatchesAreDecidedWithoutIt() throws Exception {
        for (PathCase pathCase : PathCase.values()) {
            ApiKeyAuthFilter filter = filter().route("/**", Access.PUBLIC)
                    .route("/api/admin/**", Access.SECRET)
                    .pathCase(pathCase)
                    .build();
            try (JettyFixture jetty = new JettyFixture()
                    .filter(filter)
                    .servlet("/to/*", (request, response) -> {
                        RequestDispatcher target = request.getRequestDispatcher(request.getPathInfo());
                        target.forward(request, response);
                    })
                    .servlet("/*", (request, response) -> response.getWriter().print("at " + request.getRequestURI()))
                    .start()) {
                String open = pathCase == PathCase.SENSITIVE ? "HTTP/1.1 200" : "HTTP/1.1 401";
                for (String path : List.of("/api/Admin/x", "/API/ADMIN", "/Api/%41dmin/y", "/to/API/admin/x")) {
                    assertThat(jetty.get(path)).as(pathCase + " " + path).startsWith(open);
                }
                assertThat(jetty.get("/to/api/admin/x")).startsWith("HTTP/1.1 401");
                assertThat(jetty.get("/API/Admin/X", bearer(secret))).contains("at /API/Admin/X");
            }
        }
    }

    @Test
    void theCoreAtWorkIsFoundInTheContext() throws Exception {
        try (JettyFixture jetty = new JettyFixture().filter(filter().build()).start()) {
            assertThat(jetty.context.getServletContext().getAttribute(ApiKeyAuthFilter.KEYSTILE_ATTRIBUTE))
                    .isInstanceOf(Keystile.class);
        }
    }

    private static JettyFixture start(String... parameters) throws Exception {
        FilterHolder holder = new FilterHolder(ApiKeyAuthFilter.class);
        for (int i = 0; i < parameters.length; i += 2) {
            holder.setInitParameter(parameters[i], parameters[i + 1]);
        }
        return new JettyFixture().filter(holder).start();
    }

    private FilterBuilder filter() {
        return JettyFixture.builder().store(store);
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    private String issue(KeyType type, Scopes scopes) {
        KeyGenerator generator = new KeyGenerator();
        String text = generator.newKey(type, DEMO.environment().id());
        KeyDigest digest = PresentedKey.read(text).digest();
        store.put(new ApiKey(
                generator.newId("key"),
                type,
                DEMO,
                "test",
                digest,
                null,
                scopes,
                Restrictions.NONE,
                Instant.EPOCH,
                null,
                null));
        return text;
    }
}
