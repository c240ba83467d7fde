package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.TestTimeout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher and a server that responds as a test says. */
class JwksFetcherTest {

    private static final String CLOSED = "closed by the client";
    /** Long enough for a request to come, also on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Longer than any test runs. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private volatile Script script;

    /** What the server does once it has read a request. */
    private interface Script {
        void run(Socket client, OutputStream out) throws IOException;
    }

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept);
        acceptor.setDaemon(true);
        acceptor.start();
        // The first fetch of a process takes longer than the short timeout on a busy machine.
        publish();
        fetcher(LONG).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
                    line = request.readLine();
                }
                script.run(socket, socket.getOutputStream());
            } catch (IOException e) {
                ends.add(CLOSED);
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private JwksFetcher fetcher(Duration timeout) {
        return new JwksFetcher(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/jwks.json"), timeout);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String head(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Sends this again and again, until the client goes away. */
    private void drip(Socket client, String text) throws IOException {
        client.setSoTimeout(20);
        while (true) {
            try {
                if (client.getInputStream().read() < 0) {
                    ends.add(CLOSED);
                    return;
                }
            } catch (SocketTimeoutException e) {
                send(client.getOutputStream(), text);
            }
        }
    }

    private void publish() throws Exception {
        String set =
                new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("a").generate().toPublicJWK()).toString();
        script = (client, out) -> send(out, head(set.length()) + set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{"
            })
    void aResponseThatStallsIsGivenUpAndItsConnectionClosed(String begun) throws Exception {
        script = (client, out) -> {
            send(out, begun);
            drip(client, "");
        };
        JwksFetcher fetcher = fetcher(SHORT);

        assertThatThrownBy(() -> fetcher.fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);

        assertThat(ends.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).isEqualTo(CLOSED);
        publish();
        assertThat(fetcher(LONG).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .containsKey("a");
    }

    @Test
    void aBodyThatComesByteByByteIsGivenUpToo() throws Exception {
        script = (client, out) -> {
            send(out, head(60_000));
            drip(client, " ");
        };

        assertThatThrownBy(() -> fetcher(SHORT).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);

        assertThat(ends.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).isEqualTo(CLOSED);
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadToItsEnd() throws Exception {
        script = (client, out) -> {
            send(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                send(out, " ".repeat(1_000));
            }
        };

        assertThatThrownBy(() -> fetcher(LONG).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasRootCauseMessage("the response is larger than 65536 bytes");

        assertThat(ends.poll(TestTimeout.SECONDS, TimeUnit.SECONDS)).isEqualTo(CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"302 Found\r\nLocation: /jwks.json", "404 Not Found", "500 Oops", "204 No Content"})
    void anotherStatusIsAFailure(String status) {
        script = (client, out) -> send(out, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> fetcher(LONG).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .rootCause()
                .hasMessageContaining("not 200");
    }

    @Test
    void whatIsNoSetIsAFailure() {
        script = (client, out) -> send(out, head(1) + "{");

        assertThatThrownBy(() -> fetcher(LONG).fetch().get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(ParseException.class);
    }
}
