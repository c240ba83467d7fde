package dev.keystile.gateway.internal.external;

import dev.keystile.TestTimeout;
import dev.keystile.assertion.AssertionSigner;
import dev.keystile.assertion.SigningKeys;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.gateway.internal.server.JsonErrorHandler;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.Route;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.servlet.FilterBuilder;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The endpoint in all styles, in front of a filter with keys in memory. */
final class Endpoint implements AutoCloseable {

    static final Project DEMO = new Project(
            "project_demo",
            AccountRecord.active(Account.of("cus_42", "Acme", "free")),
            new Environment("demo", "Demo Project"));
    static final String ORIGIN = "https://app.example.com";

    final String secret = newKey(KeyType.SECRET);
    final String publishable = newKey(KeyType.PUBLISHABLE);
    final String revoked = newKey(KeyType.SECRET);

    final String unseen = newKey(KeyType.SECRET);

    /** Good from other places only. */
    final String elsewhere = newKey(KeyType.SECRET);

    /** Good from this machine only. */
    final String here = newKey(KeyType.SECRET);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(JettyHost.http()));
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean outage;
    private volatile boolean brokenClock;

    /** @param proxies the proxies that get a decision */
    Endpoint(Path folder, int port, String... proxies) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.addBean(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                connections.incrementAndGet();
            }
        });
        server.addConnector(connector);
        ApiKeyAuthFilter filter = filter(proxies).build();
        TrustedProxies trusted =
                new TrustedProxies(Stream.of(proxies).map(Network::parse).toList());
        SigningKeys signing = SigningKeys.open(folder.resolve("assertion-keys.json"), InstantSource.system());
        IdentityHeaders identity = new IdentityHeaders(new AssertionSigner(
                "https://gateway.example.com", "orders", Duration.ofSeconds(60), signing, this::now));
        ServletContextHandler context = new ServletContextHandler("/");
        for (Style style : Style.values()) {
            context.addServlet(
                    new ServletHolder(
                            new ExternalAuthServlet(style, filter.keystile().orElseThrow(), trusted, identity)),
                    "/authz/" + style + "/*");
        }
        context.addFilter(new FilterHolder(filter), "/behind", EnumSet.allOf(DispatcherType.class));
        context.addServlet(
                new ServletHolder(
                        new ExternalAuthServlet(Style.NGINX, filter.keystile().orElseThrow(), trusted, identity)),
                "/behind");
        server.setHandler(context);
        server.setErrorHandler(new JsonErrorHandler());
        server.start();
    }

    private FilterBuilder filter(String... proxies) {
        return ApiKeyAuthFilter.builder()
                .store(new FailingStore())
                .header("X-API-Key")
                .negativeFor(Duration.ofMillis(1))
                .loadTimeout(TestTimeout.MAX)
                .corsAllowedOrigins(ORIGIN)
                .trustedProxies(proxies)
                .route("/health", Access.PUBLIC)
                .route("/open/**", Access.PUBLIC)
                .route("/docs/**", Access.OPTIONAL)
                .route("/app/**", Access.DELEGATED)
                .route("/project", Access.PUBLISHABLE)
                .route("/closed", Access.DENIED)
                .route(Route.of("/packages/**", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT))
                .route(Route.of("/packages/@corp/**", Access.SECRET).withEncoded(EncodedPaths.ACCEPT))
                .route(Route.of(List.of("POST"), "/orders", Access.PUBLISHABLE));
    }

    private static String newKey(KeyType type) {
        return new KeyGenerator().newKey(type, DEMO.environment().id());
    }

    int port() {
        return connector.getLocalPort();
    }

    /** How many connections were opened so far. */
    int connections() {
        return connections.get();
    }

    /** Whether the store fails from now on. */
    void outage(boolean begins) {
        outage = begins;
    }

    /** Whether identities cannot be signed from now on. */
    void failSigning(boolean begins) {
        brokenClock = begins;
    }

    private Instant now() {
        if (brokenClock) {
            throw new IllegalStateException("broken clock");
        }
        return Instant.now();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class FailingStore implements ApiKeyStore {

        private final MemoryKeyStore keys = new MemoryKeyStore(List.of(
                record(secret, Restrictions.NONE, null),
                record(publishable, Restrictions.NONE, null),
                record(revoked, Restrictions.NONE, Instant.EPOCH),
                record(unseen, Restrictions.NONE, null),
                record(elsewhere, Restrictions.of(null, List.of("203.0.113.0/24")), null),
                record(here, Restrictions.of(null, List.of("127.0.0.0/8")), null)));

        @Override
        public ApiKey find(KeyDigest digest) throws KeyStoreException {
            if (outage) {
                throw new KeyStoreException("out of order");
            }
            return keys.find(digest);
        }

        private static ApiKey record(String text, Restrictions restrictions, Instant revokedAt) {
            PresentedKey key = PresentedKey.read(text);
            String id = "key_" + key.digest().toHex().substring(0, 12).toLowerCase(Locale.ROOT);
            return new ApiKey(
                    id,
                    key.type(),
                    DEMO,
                    "test",
                    key.digest(),
                    null,
                    Scopes.all(),
                    restrictions,
                    Instant.EPOCH,
                    null,
                    revokedAt);
        }
    }
}
