package dev.keystile.gateway.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.TestTimeout;
import dev.keystile.gateway.internal.server.RefusedBodyHandler.Limits;
import dev.keystile.reply.ResponseFields;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** A client that does not end its body costs a bounded time, a bounded size and a bounded number of connections. */
class RefusedBodyHandlerTest {

    private static final Duration LONG = Duration.ofSeconds(10 * TestTimeout.SECONDS);
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n";

    private static Server start(Limits limits) throws Exception {
        Server server = new Server(0);
        server.setHandler(new RefusedBodyHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        response.setStatus(401);
                        response.getHeaders().put(ResponseFields.ERROR, "unknown_key");
                        Content.Sink.write(response, true, "refused", callback);
                        return true;
                    }
                },
                limits));
        server.start();
        return server;
    }

    private static Socket connect(Server server) throws IOException {
        Socket socket = new Socket("127.0.0.1", ((ServerConnector) server.getConnectors()[0]).getLocalPort());
        socket.setSoTimeout(TestTimeout.SECONDS * 1_000);
        socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads up to the end of the response's body. */
    private static void readResponse(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder response = new StringBuilder();
        while (!response.toString().endsWith("refused")) {
            int read = in.read();
            assertThat(read).as(response.toString()).isNotNegative();
            response.append((char) read);
        }
        assertThat(response).startsWith("HTTP/1.1 401");
    }

    /** The connection has ended, orderly or by a reset. */
    private static boolean hasEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aClientThatNeverEndsIsCutOffAfterTheMaxSize() throws Exception {
        Server server = start(new Limits(1_000_000, LONG, LONG, 1));
        try (Socket socket = connect(server)) {
            readResponse(socket);
            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(new byte[100_000]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void aClientThatSendsNothingMoreIsCutOff() throws Exception {
        Server server = start(new Limits(1_000_000, Duration.ofMillis(20), LONG, 1));
        try (Socket socket = connect(server)) {
            readResponse(socket);
            assertThat(hasEnded(socket)).isTrue();
        } finally {
            server.stop();
        }
    }

    @Test
    void aClientThatSendsSlowlyIsCutOff() throws Exception {
        Server server = start(new Limits(1_000_000_000, Duration.ofMillis(20), Duration.ZERO, 1));
        try (Socket socket = connect(server)) {
            readResponse(socket);
            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(1);
                        }
                    })
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void moreThanTheMaxAreClosedAtOnce() throws Exception {
        Server server = start(new Limits(1_000_000, LONG, LONG, 1));
        try (Socket first = connect(server)) {
            readResponse(first);
            try (Socket second = connect(server)) {
                readResponse(second);
                assertThat(hasEnded(second)).isTrue();
            }
        } finally {
            server.stop();
        }
    }
}
