package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway as it is typed. */
class GatewayIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), "environments: []\nkeys: []\n");
        Files.writeString(folder.resolve("wrong.yaml"), "upstreams:\n  - {path: /**, url: x}\n");
        Files.writeString(folder.resolve("right.yaml"), """
                upstreams: [{path: /**, url: http://127.0.0.1:9}]
                external-auth: [{style: nginx}]
                routes: [{path: /open/**, access: public}, {path: /x, access: denied}]
                assertion: {issuer: i, audience: a}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway                                                  | 2 | Missing required option: '--config",
                "gateway --config right.yaml --check --rotate-assertion-key | 2 | mutually exclusive",
                "gateway --config none.yaml                               | 1 | there is no configuration file",
                "gateway --config wrong.yaml --check                      | 1 | wrong.yaml:2: upstreams.url is 'x'; it must be",
                "gateway --config wrong.yaml --rotate-assertion-key       | 1 | wrong.yaml:2: upstreams.url is 'x'; it must be"
            })
    void anErrorIsOneLineAndACode(String args, int code, String message) throws Exception {
        KeystileProcess gateway = KeystileProcess.run(folder, args.split(" "));
        assertThat(gateway.err()).startsWith("keystile: ").contains(message).matches("[^\n]+\n");
        assertThat(gateway.waitFor()).isEqualTo(code);
        assertThat(gateway.out()).isEmpty();
    }

    @Test
    void aRightConfigurationIsCheckedAndNothingIsStarted() throws Exception {
        KeystileProcess gateway = KeystileProcess.run(folder, "gateway", "--config", "right.yaml", "--check");
        assertThat(gateway.waitFor()).isZero();
        assertThat(gateway.out()).isEqualTo("right.yaml is right: routes 2, upstreams 1, external-auth 1\n");
        assertThat(gateway.err()).isEmpty();
    }

    @Test
    void aTakenPortIsAnError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("taken.yaml"), "listen: 127.0.0.1:" + taken.getLocalPort() + "\n");
            KeystileProcess gateway = KeystileProcess.run(folder, "gateway", "--config", "taken.yaml");
            assertThat(gateway.err()).matches("keystile: cannot listen: [^\n]+; choose another address\n");
            assertThat(gateway.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void aRunningGatewayPassesRequestsOnAndFinishesThemWhenItIsStopped() throws Exception {
        try (ServerSocket upstream = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("gateway.yaml"), """
                    listen: 127.0.0.1:0
                    upstreams: [{path: /**, url: http://127.0.0.1:%d}]
                    routes: [{path: /open/**, access: public}]
                    assertion: {issuer: i, audience: a}
                    """.formatted(upstream.getLocalPort()));
            try (KeystileProcess gateway = KeystileProcess.start(folder, "gateway", "--config", "gateway.yaml")) {
                int port = listeningPort(gateway);
                KeystileProcess rotation =
                        KeystileProcess.run(folder, "gateway", "--config", "gateway.yaml", "--rotate-assertion-key");
                assertThat(rotation.waitFor()).as(rotation.err()).isZero();
                assertThat(request(port, "/.well-known/jwks.json").split("\"kid\""))
                        .hasSize(3);
                assertThat(request(port, "/x")).startsWith("HTTP/1.1 401 ").contains("missing_key");

                try (Socket client = open(port, "/open/slow");
                        Socket service = upstream.accept()) {
                    service.getInputStream().read();
                    gateway.terminate();
                    await().until(() -> refusesConnections(port));
                    assertThat(gateway.isAlive()).isTrue();
                    service.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(read(client)).startsWith("HTTP/1.1 200 ").endsWith("late");
                    assertThat(gateway.waitFor()).isEqualTo(143);
                }
                assertThat(gateway.out().lines().skip(1))
                        .hasSize(3)
                        .allMatch(line -> line.matches("time=[0-9T:.Z+-]+ client=127\\.0\\.0\\.1 method=GET path=\\S+"
                                + " status=[0-9]+ decision=\\S+ key=- account=- environment=- upstream=\\S+ upstream_ms=\\S+"
                                + " ms=[0-9.]+ bytes=[0-9]+ request_id=\\S+"))
                        .last()
                        .asString()
                        .contains(" path=/open/slow status=200 decision=open ");
                assertThat(gateway.err()).isEmpty();
            }
        }
    }

    /** Anybody can send it, as often as they like. */
    @ParameterizedTest
    @ValueSource(strings = {"Host: \"sk_demo_hidden", "Host: a\r\nHost: sk_demo_hidden"})
    void whatStandsInPlaceOfAHostIsNotLogged(String hosts) throws Exception {
        Files.writeString(folder.resolve("quiet.yaml"), "listen: 127.0.0.1:0\n");
        try (KeystileProcess gateway = KeystileProcess.start(folder, "gateway", "--config", "quiet.yaml");
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listeningPort(gateway))) {
            client.getOutputStream()
                    .write(("GET /x HTTP/1.1\r\n" + hosts + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(client)).startsWith("HTTP/1.1 400 ");
            gateway.terminate();
            assertThat(gateway.waitFor()).isEqualTo(143);
            assertThat(gateway.err()).isEmpty();
            assertThat(gateway.out()).doesNotContain("hidden");
        }
    }

    private static int listeningPort(KeystileProcess gateway) {
        await().until(() -> gateway.out().matches("(?s)listening on http://127\\.0\\.0\\.1:\\d+\n.*"));
        return Integer.parseInt(gateway.out().lines().findFirst().orElseThrow().replaceAll(".*:", ""));
    }

    private static Socket open(int port, String path) throws Exception {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TestTimeout.MILLIS);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String read(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String request(int port, String path) throws Exception {
        try (Socket socket = open(port, path)) {
            return read(socket);
        }
    }

    private static boolean refusesConnections(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
