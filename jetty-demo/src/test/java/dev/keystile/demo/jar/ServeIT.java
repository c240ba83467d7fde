package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
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
            assertThat(Files.readString(folder.resolve("keystile-data/keys.yaml")))
                    .doesNotContainPattern(KEY);

            String curl = demo.out()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("curl "))
                    .findFirst()
                    .orElseThrow();
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
            assertThat(credentials.get("dashboard_url").isNull()).isTrue();
            assertThat(credentials.get("environments").propertyNames()).containsExactly("default", "demo");
            credentials
                    .get("environments")
                    .forEach(keys -> assertThat(keys.propertyNames())
                            .containsExactly("project_id", "publishable_key", "secret_key"));
            assertThat(status(demo, secretKey(file))).isEqualTo(200);
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
            Matcher roll = Pattern.compile("keys roll (key_\\w+) --grace 24h --data-dir keystile-data")
                    .matcher(demo.out());
            assertThat(roll.find()).isTrue();
            assertThat(demo.out()).doesNotContainPattern(KEY);
            assertThat(demo.out()).contains("keys roll");
            await().untilAsserted(() -> assertThat(demo.err())
                    .startsWith("keystile-demo: other.json is not written: the keys exist already"));
            assertThat(folder.resolve("other.json")).doesNotExist();
            assertThat(status(demo, secretKey(file))).isEqualTo(200);
        }
    }

    @Test
    void aRevocationIsSeenByTheRunningServiceWithinTwoSeconds() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            String key = secretKey(file);
            assertThat(status(demo, key)).isEqualTo(200);
            String id = JSON.readTree(get(demo, "/whoami", key)).get("key_id").stringValue();
            assertThat(DemoProcess.run(folder, "keys", "revoke", id).out()).isEqualTo(id + " is revoked.\n");
            await().atMost(Duration.ofSeconds(2)).until(() -> status(demo, key) == 401);
            assertThat(get(demo, "/whoami", key)).contains("revoked_key");
        }
    }

    @Test
    void aSlowUploadIsFinishedAfterTheSignalToStop() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
            OutputStream out = socket.getOutputStream();
            String body = "{\"name\":\"Slow\"}";
            out.write(("POST /organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + secretKey(file)
                            + "\r\nExpect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(10_000);
            // The server asks for the body once the request has reached its servlet.
            String asked = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            assertThat(asked).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            demo.terminate();
            await().atMost(Duration.ofSeconds(10)).until(() -> refusesConnections(demo.port()));
            // Longer than the second that Jetty's own stop grants.
            await().during(Duration.ofMillis(2_500))
                    .atMost(Duration.ofSeconds(10))
                    .until(demo::isAlive);
            out.write(body.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("\"name\":\"Slow\"");
            assertThat(demo.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void aConnectionThatIsKeptAliveDoesNotDelayTheStop() throws Exception {
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = first(file)) {
            assertThat(status(demo, secretKey(file))).isEqualTo(200);
            demo.terminate();
            await().atMost(Duration.ofSeconds(5)).until(() -> !demo.isAlive());
        }
    }

    @Test
    void otherRoutesComeFromAFile() throws Exception {
        Files.writeString(folder.resolve("routes.yaml"), "routes: [{path: /whoami, access: secret}]");
        Path file = folder.resolve("credentials.json");
        try (DemoProcess demo = DemoProcess.start(
                folder, "--port", "0", "--credentials-file", file.toString(), "--routes", "routes.yaml")) {
            demo.baseUrl();
            assertThat(get(demo, "/health", "pk_demo_x")).contains("unknown_key");
            assertThat(status(demo, secretKey(file))).isEqualTo(200);
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

    private static String secretKey(Path credentials) throws Exception {
        return JSON.readTree(Files.readString(credentials))
                .get("environments")
                .get("demo")
                .get("secret_key")
                .stringValue();
    }

    private static int status(DemoProcess demo, String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(request(demo, "/whoami", key), BodyHandlers.discarding())
                .statusCode();
    }

    private static String get(DemoProcess demo, String path, String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(request(demo, path, key), BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest request(DemoProcess demo, String path, String key) {
        return HttpRequest.newBuilder(URI.create(demo.baseUrl() + path))
                .header("Authorization", "Bearer " + key)
                .build();
    }
}
