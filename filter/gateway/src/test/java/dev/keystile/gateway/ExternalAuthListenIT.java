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

    private static final String[] QUESTION = {BEARER, "X-Original-Method: GET", "X-Original-URI: /orders"};
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

    private static RawClient.Answer ask(URI where, String target, String... fields) throws IOException {
        try (RawClient client = RawClient.connect(where)) {
            return client.ask("GET", target, fields).read();
        }
    }

    private static URI external() {
        return Objects.requireNonNull(gateway.externalAuthUri());
    }

    @Test
    void proxiesAskThere() throws Exception {
        for (String path : new String[] {"/authz", "/authz/below", "/envoy/orders"}) {
            RawClient.Answer answer = ask(external(), path, QUESTION);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.value("X-Keystile-Key-Id")).isEqualTo("key_secret");
            assertThat(answer.value("X-Keystile-Assertion")).startsWith("eyJ");
        }
        assertThat(ask(external(), "/authz", "X-Original-Method: GET", "X-Original-URI: /orders")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/app/x", "/.well-known/jwks.json", "/AUTHZ", "/authzz", "/authz%2fx/../app/x", "/app/authz"
            })
    void nothingElseIsThere(String path) throws Exception {
        RawClient.Answer answer = ask(external(), path, QUESTION);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).contains("\"code\":\"");
        assertThat(upstream.wasAsked()).isFalse();
    }

    @Test
    void onTheGatewaysOwnListenerTheirPathsAreLikeAnyOther() throws Exception {
        assertThat(ask(gateway.baseUri(), "/authz", "X-Original-Method: GET", "X-Original-URI: /orders")
                        .body())
                .contains("\"code\":\"missing_key\"");
        RawClient.Answer passed = ask(gateway.baseUri(), "/authz/nginx", QUESTION);
        assertThat(passed.head()).doesNotContain("X-Keystile-Assertion", "X-Keystile-Hide");
        assertThat(upstream.next("/authz/nginx").head()).doesNotContain("X-Original-");
        assertThat(ask(gateway.baseUri(), "/envoy/orders", QUESTION).body()).contains("\"code\":\"no_upstream\"");
        assertThat(ask(gateway.baseUri(), "/.well-known/jwks.json").status()).isEqualTo(200);
        assertThat(ask(gateway.baseUri(), "/app/x", QUESTION).status()).isEqualTo(200);
    }

    @Test
    void withoutItTheyAreOnTheGatewaysOwn(@TempDir Path folder) throws Exception {
        String yaml = YAML.replaceFirst("external-auth-listen.*\n", "");
        try (Gateway one = Gateway.start(RunningGateway.configure(folder, yaml))) {
            assertThat(one.externalAuthUri()).isNull();
            assertThat(ask(one.baseUri(), "/authz", QUESTION).status()).isEqualTo(200);
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
