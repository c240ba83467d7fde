package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.ReservedPort;
import dev.keystile.TestTimeout;
import dev.keystile.gateway.RawClient.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many requests as the gateway holds for one service wait there, and one more comes. */
class BusyUpstreamIT {

    private static final int CONNECTIONS = 1_024;
    private static final int WAITING = 1_024;
    private static final int STREAMS_EACH = 128;

    private final List<RawHttp2> clients = new ArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        hangUp();
        for (RawHttp2 client : clients) {
            client.close();
        }
    }

    private void hangUp() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Test
    void whoFindsNoRoomIsToldToComeAgainAndNobodyIsForgotten(@TempDir Path folder) throws Exception {
        try (ServerSocket silent =
                        new ServerSocket(ReservedPort.next(), CONNECTIONS, InetAddress.getLoopbackAddress());
                RunningGateway gateway = RunningGateway.start(
                        folder,
                        "upstreams: [{path: /**, url: http://127.0.0.1:%d, timeout: 10m, max-connections-per-client: 1024}]"
                                .formatted(silent.getLocalPort()));
                LogLines accessLog = LogLines.of("dev.keystile.access")) {
            // At once: the system may hold fewer connections that nobody has accepted.
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> hold(silent, CONNECTIONS));
            request(gateway, CONNECTIONS);
            held.join();
            request(gateway, WAITING);
            request(gateway, 1);
            await().until(() -> !accessLog.messages().isEmpty());

            RawResponse response = gateway.get("/late");
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.value("Retry-After")).isEqualTo("1");
            assertThat(response.value("Cache-Control")).isEqualTo("no-store");
            assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.body()).contains("\"code\":\"upstream_busy\"").doesNotContain("127.0.0.1");
            await().until(() -> accessLog.messages().size() == 2);
            assertThat(accessLog.messages()).allMatch(line -> line.contains(" status=503 decision=granted "));

            silent.close();
            hangUp();
            await().until(() -> accessLog.messages().size() == CONNECTIONS + WAITING + 2);
        }
    }

    private void request(RunningGateway gateway, int requests) throws IOException {
        for (int i = 0; i < requests; i += STREAMS_EACH) {
            RawHttp2 client = new RawHttp2(gateway.uri());
            clients.add(client);
            for (int stream = i; stream < Math.min(requests, i + STREAMS_EACH); stream++) {
                client.get("/orders", SECRET);
            }
        }
    }

    /** Takes so many requests, and responds to none. */
    private void hold(ServerSocket service, int requests) {
        try {
            service.setSoTimeout(TestTimeout.MILLIS);
            for (int i = 0; i < requests; i++) {
                Socket connection = service.accept();
                connections.add(connection);
                connection.setSoTimeout(TestTimeout.MILLIS);
                assertThat(connection.getInputStream().read()).isEqualTo('G');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
