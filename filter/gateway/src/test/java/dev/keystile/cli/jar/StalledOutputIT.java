package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader of the log that has stopped reading, as in {@code gateway | less}, stops nothing else. */
class StalledOutputIT {

    /** Far more than a pipe holds. */
    private static final int REQUESTS = 3_000;

    @Test
    void everyRequestGetsAResponseAndTheProcessEnds(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), "environments: []\nkeys: []\n");
        Files.writeString(folder.resolve("gateway.yaml"), "listen: 127.0.0.1:0\n");
        Process gateway = KeystileProcess.startOnPipes(folder, "gateway", "--config", "gateway.yaml");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
            String greeting = out.readLine();
            assertThat(greeting).startsWith("listening on ");
            request(Integer.parseInt(greeting.replaceAll(".*:", "")));

            gateway.destroy();
            assertThat(gateway.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).isEqualTo(143);
        } finally {
            gateway.destroyForcibly().onExit().join();
        }
    }

    private static void request(int port) throws Exception {
        String request = "GET /" + "a".repeat(200) + " HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(TestTimeout.MILLIS);
            DataInputStream in = new DataInputStream(client.getInputStream());
            for (int i = 0; i < REQUESTS; i++) {
                client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(status(in)).isEqualTo("HTTP/1.1 401 Unauthorized");
            }
        }
    }

    /** Reads one response, whose length is announced. */
    private static String status(DataInputStream in) throws Exception {
        String status = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        in.readFully(new byte[length]);
        return status;
    }

    private static String line(DataInputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            assertThat(b).as("more of the response").isNotNegative();
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
