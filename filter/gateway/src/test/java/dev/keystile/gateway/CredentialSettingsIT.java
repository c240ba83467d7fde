package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.key.PresentedKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services and logs get of keys in another format, and of credentials that are the service's own. */
class CredentialSettingsIT {

    private static final String UUID = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11";
    private static final String TOKEN = "Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.e30.x";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        Path file = RunningGateway.configure(folder, """
                credentials: {header: X-API-Key, other-formats: accept}
                external-auth: [{style: nginx}]
                trusted-proxies: [127.0.0.1]
                upstreams: [{path: /**, url: %s}]
                routes:
                  - {path: /app/**, access: delegated}
                """.formatted(upstream.url()));
        String digest =
                Objects.requireNonNull(PresentedKey.readAny(UUID)).digest().toHex();
        Files.writeString(
                folder.resolve("keys.yaml"),
                Files.readString(folder.resolve("keys.yaml"))
                        + "  - {id: key_old, type: secret, environment: demo, name: o, sha256: " + digest
                        + ", created-at: 2026-01-01T00:00:00Z}\n");
        gateway = RunningGateway.open(file);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer " + UUID, "X-API-Key: " + UUID})
    void aKeyInAnotherFormatReachesNeitherTheServiceNorTheLog(String field) throws Exception {
        try (LogLines lines = LogLines.of("dev.keystile.access")) {
            assertThat(gateway.request("GET", "/a/" + UUID.replace("-", "%2D"), field, "X-Request-ID: " + UUID)
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.next().head())
                    .contains("X-Keystile-Key-Id: key_old")
                    .doesNotContain(field)
                    .doesNotContain("X-Request-ID: " + UUID);
            // The line of another test's last request may come late.
            await().until(() -> lines.messages().stream()
                    .anyMatch(line -> line.contains("path=- ") && line.contains("key=key_old")));
            assertThat(lines.messages()).noneMatch(line -> line.contains(UUID));
        }
    }

    @Test
    void aCredentialOfTheServiceReachesItWithoutAnIdentity() throws Exception {
        assertThat(gateway.request("GET", "/app/a", TOKEN).status()).isEqualTo(200);
        assertThat(upstream.next().head()).contains(TOKEN).doesNotContain("key_");
        assertThat(gateway.request("GET", "/app/a", "X-API-Key: " + UUID).status())
                .isEqualTo(200);
        assertThat(upstream.next().head())
                .contains("X-Keystile-Key-Id: key_old")
                .doesNotContain(UUID);
        assertThat(gateway.request("GET", "/app/a", TOKEN, "X-API-Key: " + UUID).status())
                .isEqualTo(400);
        assertThat(gateway.request("GET", "/app/a", "Authorization: Bearer " + RunningGateway.PUBLISHABLE)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherProxyIsToldWhatToHide() throws Exception {
        assertAllowed("/app/a", TOKEN, "", "");
        assertAllowed("/app/a", "X-API-Key: " + UUID, "key_old", "X-API-Key");
        assertAllowed("/orders", "Authorization: Bearer " + UUID, "key_old", "Authorization");
        assertThat(check("/app/a", "X-API-Key: x").status()).isEqualTo(401);
        assertThat(check("/orders", TOKEN).status()).isEqualTo(401);
    }

    private static void assertAllowed(String path, String field, String keyId, String hidden) throws Exception {
        RawClient.RawResponse response = check(path, field);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.value("X-Keystile-Key-Id")).isEqualTo(keyId);
        assertThat(response.value("X-Keystile-Hide")).isEqualTo(hidden);
    }

    private static RawClient.RawResponse check(String path, String field) throws Exception {
        return gateway.request("GET", "/authz", "X-Original-Method: GET", "X-Original-URI: " + path, field);
    }
}
