package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.key.KeyFormat;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.io.EOFException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the heap of a running gateway holds of the keys that were sent to it. */
class HeapIT {

    private static final List<Charset> FORMS =
            List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String ORIGINAL = "X-Forwarded-Method: GET\r\nX-Forwarded-Uri: /x";

    private static final String PLANTED = "planted-" + new KeyGenerator().newKey(KeyType.SECRET, "demo");

    private final String known = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    private final String unknown = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    private final String inPath = new KeyGenerator().newKey(KeyType.SECRET, "demo");

    @TempDir
    private Path folder;

    /** Jetty's parser keeps the last value of a connection's fields until the connection ends; there is nothing else. */
    @Test
    void aThousandRequestsLeaveNoCopyOfAKeyOnceTheirConnectionsAreClosed() throws Exception {
        configure();
        List<Socket> connections = new ArrayList<>();
        try (KeystileProcess gateway = KeystileProcess.start(folder, "gateway", "--config", "gateway.yaml")) {
            int port = listeningPort(gateway);
            for (int i = 0; i < 4; i++) {
                connections.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            for (int i = 0; i < 250; i++) {
                for (Socket connection : connections) {
                    assertThat(status(connection, "/x/" + inPath, "Authorization: Bearer " + known))
                            .isEqualTo(404);
                    assertThat(status(connection, "/x", "Authorization: Bearer " + unknown))
                            .isEqualTo(401);
                    assertThat(status(connection, "/authz", ORIGINAL, "X-API-Key: " + known))
                            .isEqualTo(200);
                }
            }

            byte[] open = dump(gateway);
            assertThat(copies(PLANTED, open)).isPositive();
            assertThat(copies(known, open) + copies(unknown, open) + copies(inPath, open))
                    .isLessThanOrEqualTo(4);

            for (Socket connection : connections) {
                connection.close();
            }
            await().atMost(5, TimeUnit.MINUTES).untilAsserted(() -> {
                // A thread that waits may still hold the connection of its last request in a variable.
                keepEveryThreadBusy(port);
                byte[] closed = dump(gateway);
                assertThat(copies(known, closed) + copies(unknown, closed) + copies(inPath, closed))
                        .isZero();
            });
        }
    }

    private static void keepEveryThreadBusy(int port) throws Exception {
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            others.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        for (Socket other : others) {
            status(other, "/x", "Accept: text/plain");
            other.close();
        }
    }

    private void configure() throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), """
                environments: [{id: demo, name: Demo Project, project-id: project_demo}]
                keys:
                  - {id: key_1, type: secret, environment: demo, name: s, sha256: %s, created-at: 2026-01-01T00:00:00Z}
                """.formatted(
                        PresentedKey.read(known).digest().toHex()));
        Files.writeString(folder.resolve("gateway.yaml"), """
                listen: 127.0.0.1:0
                cache: {load-timeout: 1m}
                credentials: {header: X-API-Key, realm: %s}
                external-auth: [{path: /authz, style: forwarded}]
                trusted-proxies: [127.0.0.1]
                """.formatted(PLANTED));
    }

    private static int listeningPort(KeystileProcess gateway) {
        await().until(() -> gateway.out().contains("\n"));
        return Integer.parseInt(gateway.out().lines().findFirst().orElseThrow().replaceAll(".*:", ""));
    }

    private byte[] dump(KeystileProcess gateway) throws Exception {
        Path file = folder.resolve("heap.hprof");
        Files.deleteIfExists(file);
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(gateway.pid()),
                        "GC.heap_dump",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.txt").toFile())
                .start();
        assertThat(jcmd.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readAllBytes(file);
    }

    private static int status(Socket socket, String path, String... fields) throws Exception {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the gateway has closed the connection after: " + head);
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return Integer.parseInt(head.substring(9, 12));
    }

    private static int copies(String key, byte[] heap) {
        String secret = key.substring(key.length() - KeyFormat.SECRET_LENGTH - KeyFormat.CHECKSUM_LENGTH);
        int found = 0;
        for (Charset form : FORMS) {
            byte[] sought = secret.getBytes(form);
            for (int i = 0; i <= heap.length - sought.length; i++) {
                if (Arrays.equals(heap, i, i + sought.length, sought, 0, sought.length)) {
                    found++;
                }
            }
        }
        return found;
    }
}
