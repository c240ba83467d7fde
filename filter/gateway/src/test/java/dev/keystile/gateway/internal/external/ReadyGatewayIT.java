package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.Gateway;
import dev.keystile.gateway.internal.external.RawClient.Response;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway from the ready gateway.yaml, behind proxies from theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadyGatewayIT {

    private final String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    private final String authorization = "Authorization: Bearer " + key;
    private Gateway gateway;
    private Application application;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), """
                environments:
                  - {id: demo, name: Demo Project, project-id: project_demo}
                keys:
                  - {id: key_1, type: secret, environment: demo, name: first, sha256: %s, created-at: 2026-01-01T00:00:00Z}
                """.formatted(
                        PresentedKey.read(key).digest().toHex()));
        String ready = Files.readString(Path.of("src/main/dist/gateway.yaml"));
        Path config = Files.writeString(
                folder.resolve("gateway.yaml"),
                ready.replaceAll("127\\.0\\.0\\.1:808[02]", "127.0.0.1:0") + "\ncache: {load-timeout: 1m}\n");
        gateway = Gateway.start(config);
        application = new Application(0);
    }

    @AfterAll
    void stop() throws Exception {
        application.close();
        gateway.close();
    }

    private int port() throws Exception {
        return Objects.requireNonNull(gateway.externalAuthUri()).getPort();
    }

    @ParameterizedTest
    @EnumSource
    void decidesForTheReadyProxies(Proxy.Kind kind, @TempDir Path folder) throws Exception {
        try (Proxy proxy = Proxy.start(kind, folder, port(), application.port())) {
            Response passed = RawClient.once(proxy.port(), "GET", "/orders?x=1", authorization);
            assertThat(passed.received().target()).isEqualTo("GET /orders?x=1");
            IdentityHeaders.NAMES.forEach(
                    name -> assertThat(passed.received().fields().get(name.toLowerCase(Locale.ROOT)))
                            .isNotEmpty());
            assertThat(RawClient.once(proxy.port(), "GET", "/health").status()).isEqualTo(200);
            Response refused = RawClient.once(proxy.port(), "GET", "/orders");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).contains("\"code\":\"missing_key\"");
        }
    }

    /** The proxies send the requests of all clients over the same few connections. */
    @ParameterizedTest
    @EnumSource
    void takesNoKeyForOneInAnotherCase(Proxy.Kind kind, @TempDir Path folder) throws Exception {
        String nearMiss = "Authorization: Bearer sk_demo_"
                + key.substring("sk_demo_".length()).toLowerCase(Locale.ROOT);
        try (Proxy proxy = Proxy.start(kind, folder, port(), application.port())) {
            List<Integer> statuses = new ArrayList<>();
            for (String field : List.of(nearMiss, authorization, nearMiss, authorization, authorization, nearMiss)) {
                statuses.add(
                        RawClient.once(proxy.port(), "GET", "/orders", field).status());
            }
            assertThat(statuses).containsExactly(401, 200, 401, 200, 200, 401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endpointsNeedNoKeyOfTheirOwn(Style style) throws Exception {
        String path = "/authz/" + style + (style == Style.ENVOY ? "/health" : "");
        Response response = RawClient.once(
                port(),
                "GET",
                path,
                "X-Original-Method: GET",
                "X-Original-URI: /health",
                "X-Forwarded-Method: GET",
                "X-Forwarded-Uri: /health");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aPathThatLeadsOutOfTheEndpointIsRefused() throws Exception {
        for (String path :
                List.of("/authz/envoy/../health", "/authz/envoy/../../health", "/authz/envoy/%2e%2e/health")) {
            assertThat(RawClient.once(port(), "GET", path, authorization).status())
                    .isIn(400, 404);
        }
        assertThat(RawClient.once(port(), "GET", "/authz/envoy//health", authorization)
                        .status())
                .isEqualTo(400);
    }
}
