package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.Gateway;
import dev.keystile.gateway.internal.external.RawClient.Response;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ready files, where the Authorization field belongs to the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnAuthorizationIT {

    private static final String TOKEN = "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk";

    private final String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
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
        gateway = Gateway.start(Files.writeString(
                folder.resolve("gateway.yaml"),
                ready.replaceAll("127\\.0\\.0\\.1:808[02]", "127.0.0.1:0")
                        + "\ncredentials: {authorization: ignore, header: X-API-Key}\ncache: {load-timeout: 1m}\n"));
        application = new Application(0);
    }

    @AfterAll
    void stop() throws Exception {
        application.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void theKeyIsTakenAndTheTokenPasses(Proxy.Kind kind, @TempDir Path folder) throws Exception {
        int port = Objects.requireNonNull(gateway.externalAuthUri()).getPort();
        try (Proxy proxy = Proxy.start(kind, folder, port, application.port())) {
            Response passed =
                    RawClient.once(proxy.port(), "GET", "/orders", "Authorization: " + TOKEN, "X-API-Key: " + key);
            assertThat(passed.status()).isEqualTo(200);
            Map<String, String> fields = passed.received().fields();
            assertThat(fields).containsEntry("authorization", TOKEN).containsEntry("x-keystile-key-id", "key_1");
            assertThat(fields.getOrDefault("x-api-key", "")).isEmpty();

            Response refused = RawClient.once(proxy.port(), "GET", "/orders", "Authorization: " + TOKEN);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.field("WWW-Authenticate")).isEqualTo("ApiKey realm=\"api\", header=\"X-API-Key\"");
            assertThat(refused.body()).contains("\"code\":\"missing_key\"", "X-API-Key");
        }
    }
}
