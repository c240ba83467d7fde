package dev.keystile.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** One connection: sends requests in turn, each after the response to the one before, and counts them. */
final class PeerConnection implements Callable<Integer> {

    private static final String LENGTH = "Content-Length: ";

    private final int port;
    private final List<byte[]> requests;
    private final int first;
    private final long millis;
    private final byte[] buffer = new byte[8192];

    PeerConnection(int port, List<byte[]> requests, int first, long millis) {
        this.port = port;
        this.requests = requests;
        this.first = first;
        this.millis = millis;
    }

    @Override
    public Integer call() throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            int sent = 0;
            while (System.nanoTime() < end) {
                out.write(requests.get((first + sent) % requests.size()));
                readResponse(in);
                sent++;
            }
            return sent;
        }
    }

    private void readResponse(InputStream in) throws IOException {
        int read = 0;
        int whole = -1;
        while (whole < 0 || read < whole) {
            int more = in.read(buffer, read, buffer.length - read);
            if (more < 0) {
                throw new EOFException();
            }
            read += more;
            whole = whole < 0 ? length(new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) : whole;
        }
    }

    /** How long the response is, head and body; -1 while its head is not complete. */
    private static int length(String response) {
        int head = response.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        int length = response.indexOf(LENGTH);
        int body = length < 0 || length > head
                ? 0
                : Integer.parseInt(response.substring(length + LENGTH.length(), response.indexOf("\r\n", length)));
        return head + "\r\n\r\n".length() + body;
    }
}
