package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints for other proxies on a listener of their own, which clients cannot reach through the gateway. */
class ExternalAuthListenIT {

    private static final String[] PROXY_REQUEST = {BEARER, "X-Original-Method: GET", "X-Original-URI: /orders"};
    private static final String YAML = """
            external-auth-listen: 127.0.0.1:0
            external-auth: [{path: /authz, style: nginx}, {path: /envoy, style: envoy}]
            trusted-proxies: [127.0.0.1]
            assertion: {issuer: https://gateway.example.com, audience: orders}
            """;

    private static ScriptedUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = Gateway.start(RunningGateway.configure(folder, YAML + """
                upstreams: [{path: /app/**, url: %s}, {path: /authz/**, url: %s}]
                """.formatted(upstream.url(), upstream.url())));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
    }

    private static RawClient.RawResponse request(URI where, String target, String... fields) throws IOException {
        try (RawClient client = RawClient.connect(where)) {
            return client.request("GET", target, fields).read();
        }
    }

    private static URI external() {
        return Objects.requireNonNull(gateway.externalAuthUri());
    }

    @Test
    void proxiesGetDecisionsThere() throws Exception {
        for (String path : new String[] {"/authz", "/authz/below", "/envoy/orders"}) {
            RawClient.RawResponse response = request(external(), path, PROXY_REQUEST);
            assertThat(response.status()).as(path).isEqualTo(200);
            assertThat(response.value("X-Keystile-Key-Id")).isEqualTo("key_secret");
            assertThat(response.value("X-Keystile-Assertion")).startsWith("eyJ");
        }
        assertThat(request(external(), "/authz", "X-Original-Method: GET", "X-Original-URI: /orders")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/app/x", "/.well-known/jwks.json", "/AUTHZ", "/authzz", "/authz%2fx/../app/x", "/app/authz"
            })
    void nothingElseIsThere(String path) throws Exception {
        RawClient.RawResponse response = request(external(), path, PROXY_REQUEST);
        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).contains("\"code\":\"");
        assertThat(upstream.hasRequests()).isFalse();
    }

    @Test
    void onTheGatewaysOwnListenerTheirPathsAreLikeAnyOther() throws Exception {
        assertThat(request(gateway.baseUri(), "/authz", "X-Original-Method: GET", "X-Original-URI: /orders")
                        .body())
                .contains("\"code\":\"missing_key\"");
        RawClient.RawResponse passed = request(gateway.baseUri(), "/authz/nginx", PROXY_REQUEST);
        assertThat(passed.head()).doesNotContain("X-Keystile-Assertion", "X-Keystile-Hide");
        assertThat(upstream.next("/authz/nginx").head()).doesNotContain("X-Original-");
        assertThat(request(gateway.baseUri(), "/envoy/orders", PROXY_REQUEST).body())
                .contains("\"code\":\"no_upstream\"");
        assertThat(request(gateway.baseUri(), "/.well-known/jwks.json").status())
                .isEqualTo(200);
        assertThat(request(gateway.baseUri(), "/app/x", PROXY_REQUEST).status()).isEqualTo(200);
    }

    @Test
    void withoutItTheyAreOnTheGatewaysOwn(@TempDir Path folder) throws Exception {
        String yaml = YAML.replaceFirst("external-auth-listen.*\n", "");
        try (Gateway one = Gateway.start(RunningGateway.configure(folder, yaml))) {
            assertThat(one.externalAuthUri()).isNull();
            assertThat(request(one.baseUri(), "/authz", PROXY_REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatIsTakenIsNamedWithItsSettingAndTheOtherIsGivenBack(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Path file = RunningGateway.configure(folder, YAML.replace("127.0.0.1:0", address));
            assertThatThrownBy(() -> Gateway.start(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("external-auth-listen is '" + address + "': ");
            Files.writeString(file, Files.readString(file).replaceFirst("listen: .*", "listen: " + address));
            assertThatThrownBy(() -> Gateway.start(file))
                    .hasMessageContaining("it must be another address than listen");
        }
    }
}
