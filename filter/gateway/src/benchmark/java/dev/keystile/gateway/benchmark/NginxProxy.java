package dev.keystile.gateway.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with the ready configuration, once as it is and once without the request to Keystile. */
final class NginxProxy implements AutoCloseable {

    private static final int LOOKS = 100;

    private final RunningProcess guarded;
    private final RunningProcess open;
    private final int guardedPort;
    private final int openPort;

    private NginxProxy(RunningProcess guarded, int guardedPort, RunningProcess open, int openPort) {
        this.guarded = guarded;
        this.guardedPort = guardedPort;
        this.open = open;
        this.openPort = openPort;
    }

    static NginxProxy start(Path folder, Path dist, URI service, URI keystile)
            throws IOException, InterruptedException {
        String guarded = Files.readString(dist.resolve("nginx.conf"))
                .replace("127.0.0.1:9000", service.getAuthority())
                .replace("127.0.0.1:8080", keystile.getAuthority());
        String open = guarded.replaceAll("auth_request /_keystile;", "")
                .replaceAll("auth_request_set (\\$\\w+) [^;]*;", "set $1 \"\";");
        int guardedPort = freePort();
        int openPort = freePort();
        return new NginxProxy(
                run(folder.resolve("guarded"), guarded, guardedPort), guardedPort,
                run(folder.resolve("open"), open, openPort), openPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static RunningProcess run(Path folder, String configuration, int port)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration.replace("127.0.0.1:8081", "127.0.0.1:" + port));
        RunningProcess nginx =
                RunningProcess.start(folder, List.of("nginx", "-p", folder.toString(), "-c", file.toString()));
        for (int look = 0; look < LOOKS; look++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return nginx;
            } catch (ConnectException e) {
                Thread.sleep(50);
            }
        }
        nginx.close();
        throw new IOException("nginx does not start");
    }

    String guardedUrl() {
        return "http://127.0.0.1:" + guardedPort;
    }

    String openUrl() {
        return "http://127.0.0.1:" + openPort;
    }

    @Override
    public void close() {
        guarded.close();
        open.close();
    }
}
