package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keystile.assertion.AssertionSection;
import dev.keystile.assertion.AssertionSigner;
import dev.keystile.assertion.SigningKeys;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssertionFilterTest {

    private static final String GATEWAY = "https://gateway.example.com";
    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo Project"));
    private static final Identity SECRET =
            Identity.of("key_1", KeyType.SECRET, DEMO, Scopes.of(List.of("orders:read")));
    private static final Identity PUBLISHABLE = Identity.of("key_2", KeyType.PUBLISHABLE, DEMO, Scopes.all());

    @TempDir
    private Path folder;

    private final AtomicInteger fetches = new AtomicInteger();
    private SigningKeys keys;
    private AssertionSigner signer;
    private HttpServer jwks;

    /** A fetch is given up after five seconds, which the first of a process may need on a busy machine. */
    @BeforeAll
    static void warmUp() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        server.stop(0);
    }

    @BeforeEach
    void startGateway() throws Exception {
        keys = SigningKeys.open(folder.resolve("keys.json"), InstantSource.system());
        signer = new AssertionSigner(GATEWAY, "orders", Duration.ofSeconds(60), keys, InstantSource.system());
        jwks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        jwks.createContext("/jwks.json", this::publish);
        jwks.start();
    }

    private void publish(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        byte[] body = keys.published().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stopGateway() {
        jwks.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + jwks.getAddress().getPort() + "/jwks.json";
    }

    private static JettyFixture upstream(String jwks) throws Exception {
        ApiKeyAuthFilter filter = JettyFixture.builder()
                .store(new MemoryKeyStore())
                .with(AssertionSection.verify(jwks, GATEWAY, "orders"))
                .route("/project", Access.PUBLISHABLE)
                .build();
        return new JettyFixture()
                .filter(filter)
                .servlet(
                        "/*",
                        (request, response) -> response.getWriter()
                                .print(request.getRemoteUser() + " of "
                                        + request.getAttribute(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE) + " in "
                                        + request.getAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE) + " sees "
                                        + request.getHeader(AssertionSigner.HEADER)))
                .start();
    }

    private static String asserted(String token) {
        return AssertionSigner.HEADER + ": " + token;
    }

    @Test
    void anAssertionStandsForTheKeyThatTheGatewayChecked() throws Exception {
        try (JettyFixture jetty = upstream(address())) {
            assertThat(jetty.get("/orders", asserted(signer.sign(SECRET))))
                    .endsWith("key_1 of default in demo sees null");
            assertThat(jetty.get("/project", asserted(signer.sign(PUBLISHABLE))))
                    .endsWith("key_2 of default in demo sees null");
            assertThat(jetty.get("/orders", asserted(signer.sign(PUBLISHABLE)))).contains("secret_key_required");
            assertThat(jetty.get("/orders", asserted(signer.sign(SECRET)), "Origin: https://app.example.com"))
                    .startsWith("HTTP/1.1 200");
            assertThat(fetches).hasValue(1);
        }
    }

    @Test
    void aForgedAssertionAndOneBesideAKeyAreRefused() throws Exception {
        try (JettyFixture jetty = upstream(address())) {
            assertThat(jetty.get("/orders", asserted("a.b.c")))
                    .startsWith("HTTP/1.1 401")
                    .contains("invalid_assertion")
                    .contains("error=\"invalid_token\"");
            assertThat(jetty.get("/orders", asserted(signer.sign(SECRET)), "Authorization: Bearer sk_demo_x"))
                    .startsWith("HTTP/1.1 400")
                    .contains("multiple_credentials");
            assertThat(jetty.get("/orders")).contains("missing_key");
        }
    }

    @Test
    void keysThatCannotBeFetchedAreAnOutageAndNoRefusal() throws Exception {
        String nowhere = address();
        jwks.stop(0);
        try (JettyFixture jetty = upstream(nowhere)) {
            for (int i = 0; i < 6; i++) {
                assertThat(jetty.get("/orders", asserted(signer.sign(SECRET))))
                        .startsWith("HTTP/1.1 503")
                        .contains("store_unavailable")
                        .contains("Retry-After");
            }
        }
    }

    @Test
    void theKeysMayBeInAFile() throws Exception {
        Path published = Files.writeString(folder.resolve("jwks.json"), keys.published());
        try (JettyFixture jetty = upstream(published.toString())) {
            assertThat(jetty.get("/orders", asserted(signer.sign(SECRET))))
                    .endsWith("key_1 of default in demo sees null");
        }
    }
}
