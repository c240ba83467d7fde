package dev.keystile.jdbc;

import dev.keystile.ReservedPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way to a server, which can be cut so that neither end is told: connections stay open and nothing arrives. */
final class SilentLink implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(ReservedPort.next(), 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int server;
    private volatile boolean cut;

    SilentLink(int server) throws IOException {
        this.server = server;
        inBackground(() -> {
            while (true) {
                join(entrance.accept());
            }
        });
    }

    /** The JDBC URL, this way. */
    String through(String url) {
        return url.replace(":" + server + "/", ":" + entrance.getLocalPort() + "/");
    }

    /** How many connections were made so far, also in vain. */
    int connections() {
        return sockets.size() / 2;
    }

    void cut() {
        cut = true;
    }

    /** New connections come through again; those that were cut stay dead. */
    void mend() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        cut = false;
    }

    private void join(Socket client) throws IOException {
        Socket beyond = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.addAll(List.of(client, beyond));
        inBackground(() -> forward(client, beyond));
        inBackground(() -> forward(beyond, client));
    }

    private void forward(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!cut) {
                    out.write(buffer, 0, read);
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // This end of the link is gone, as is meant to be at the end of the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
