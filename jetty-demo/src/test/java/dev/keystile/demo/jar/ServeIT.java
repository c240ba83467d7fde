package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.RequiredProgram;
import dev.keystile.TestTimeout;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServeIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern KEY = Pattern.compile("[ps]k_[a-z]+_[0-9A-Za-z]{39}");

    @TempDir
    private Path folder;

    @Test
    void theFirstStartShowsFourKeysAndACurlLineThatWorks() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0")) {
            demo.baseUrl();
            assertThat(KEY.matcher(demo.out())
                            .results()
                            .map(result -> result.group())
                            .distinct())
                    .hasSize(4);
            assertThat(Files.readString(folder.resolve("keystile-data/keystile.mv.db"), StandardCharsets.ISO_8859_1))
                    .doesNotContainPattern(KEY);

            String curl = demo.out()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("curl "))
                    .findFirst()
                    .orElseThrow();
            RequiredProgram.find("curl", "the tests of the first start");
            Process shell = new ProcessBuilder("sh", "-c", curl)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            JsonNode identity = JSON.readTree(shell.getInputStream().readAllBytes());
            assertThat(shell.waitFor()).isZero();
            assertThat(identity.get("type").stringValue()).isEqualTo("secret");
            assertThat(identity.get("environment").get("id").stringValue()).isEqualTo("demo");
            assertThat(demo.err()).isEmpty();
        }
    }

    @Test
    void theCredentialsFileIsForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            JsonNode credentials = JSON.readTree(Files.readString(file));
            assertThat(credentials.propertyNames()).containsExactly("base_url", "dashboard_url", "environments");
            assertThat(credentials.get("base_url").stringValue()).isEqualTo(demo.baseUrl());
            assertThat(credentials.get("dashboard_url").stringValue())
                    .startsWith(demo.baseUrl() + "/dashboard/login?token=");
            assertThat(credentials.get("environments").propertyNames()).containsExactly("default", "demo");
            credentials
                    .get("environments")
                    .forEach(keys -> assertThat(keys.propertyNames())
                            .containsExactly("project_id", "publishable_key", "secret_key"));
            assertThat(status(file, demo)).isEqualTo(200);
        }
    }

    @Test
    void aLaterStartKeepsTheKeysAndSaysHowToRollOne() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            demo.terminate();
            assertThat(demo.waitFor()).isEqualTo(143);
        }
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", "other.json")) {
            demo.baseUrl();
            assertThat(demo.out()).contains("keys roll KEY_ID --grace 24h --data-dir keystile-data");
            assertThat(demo.out()).doesNotContainPattern(KEY);
            await().untilAsserted(() -> assertThat(demo.err())
                    .startsWith("keystile-demo: other.json is not written: the keys exist already"));
            assertThat(folder.resolve("other.json")).doesNotExist();
            assertThat(status(file, demo)).isEqualTo(200);
        }
    }

    @Test
    void aRevocationIsSeenByTheRunningServiceAtOnce() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            DemoClient client = DemoClient.of(demo, file);
            String key = client.secretKey("demo");
            String id = client.keyId(key);
            assertThat(DemoProcess.run(folder, "keys", "revoke", id).out()).isEqualTo(id + " is revoked.\n");
            assertThat(client.status(key)).isEqualTo(401);
            assertThat(client.get("/whoami", key).body()).contains("revoked_key");
        }
    }

    @Test
    void aSlowUploadIsFinishedAfterTheSignalToStop() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
            OutputStream out = socket.getOutputStream();
            String body = "{\"name\":\"Slow\"}";
            out.write(("POST /organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                            + DemoClient.of(demo, file).secretKey("demo")
                            + "\r\nExpect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(TestTimeout.MILLIS);
            // The server requests the body once the request has reached its servlet.
            String interim = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            demo.terminate();
            await().until(() -> refusesConnections(demo.port()));
            // Longer than the second that Jetty's own stop grants.
            await().during(Duration.ofMillis(2_500)).until(demo::isAlive);
            out.write(body.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).startsWith("HTTP/1.1 201 ").contains("\"name\":\"Slow\"");
            assertThat(demo.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void aConnectionThatIsKeptAliveDoesNotDelayTheStop() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            assertThat(status(file, demo)).isEqualTo(200);
            demo.terminate();
            assertThat(demo.waitFor()).isEqualTo(143);
            assertThat(demo.err()).doesNotContain("did not finish");
        }
    }

    @Test
    void otherRoutesComeFromAFile() throws Exception {
        Files.writeString(folder.resolve("routes.yaml"), "routes: [{path: /whoami, access: secret}]");
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = DemoProcess.start(
                folder, "--port", "0", "--credentials-file", file.toString(), "--routes", "routes.yaml")) {
            demo.baseUrl();
            assertThat(DemoClient.of(demo, file).get("/health", "pk_demo_x").body())
                    .contains("unknown_key");
            assertThat(status(file, demo)).isEqualTo(200);
        }
    }

    private DemoProcess first(Path credentials) throws Exception {
        DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", credentials.toString());
        demo.baseUrl();
        return demo;
    }

    private static boolean refusesConnections(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static int status(Path credentials, DemoProcess demo) throws Exception {
        DemoClient client = DemoClient.of(demo, credentials);
        return client.status(client.secretKey("demo"));
    }
}
