package dev.keystile.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One connection: sends requests in turn and counts them. Several requests go in one write, and the next after the responses
 * to all of them: where each request is a packet of its own, the kernel costs so much that no filter can be told from another.
 */
final class PeerConnection implements Callable<Integer> {

    private static final int BATCH = 16;
    private static final String LENGTH = "Content-Length: ";
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port;
    private final List<byte[]> requests;
    private final int first;
    private final long millis;
    private final byte[] buffer = new byte[64 * 1024];
    private int read;

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
                out.write(batch(first + sent));
                readResponses(in);
                sent += BATCH;
            }
            return sent;
        }
    }

    private byte[] batch(int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < BATCH; i++) {
            bytes.writeBytes(requests.get((from + i) % requests.size()));
        }
        return bytes.toByteArray();
    }

    private void readResponses(InputStream in) throws IOException {
        for (int responses = 0; responses < BATCH; ) {
            String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            int length = length(text);
            if (length > 0 && length <= read) {
                if (!text.startsWith("HTTP/1.1 200") && !text.startsWith("HTTP/1.1 401")) {
                    throw new IOException("neither passed nor refused: " + text);
                }
                System.arraycopy(buffer, length, buffer, 0, read - length);
                read -= length;
                responses++;
            } else {
                int more = in.read(buffer, read, buffer.length - read);
                if (more < 0) {
                    throw new EOFException();
                }
                read += more;
            }
        }
    }

    /** How long the first response is, head and body; -1 while its head is not complete. */
    private static int length(String response) {
        int head = response.indexOf(END_OF_HEAD);
        if (head < 0) {
            return -1;
        }
        int length = response.indexOf(LENGTH);
        int body = length < 0 || length > head
                ? 0
                : Integer.parseInt(response.substring(length + LENGTH.length(), response.indexOf("\r\n", length)));
        return head + END_OF_HEAD.length() + body;
    }
}
