package dev.keystile.gateway;

import dev.keystile.TestTimeout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends what a test says, on one connection. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TestTimeout.MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static RawClient connect(URI server) throws IOException {
        return new RawClient(new Socket(InetAddress.getByName(server.getHost()), server.getPort()));
    }

    /** From another address of this machine, such as 127.0.0.2. */
    static RawClient connect(URI server, String from) throws IOException {
        return new RawClient(
                new Socket(InetAddress.getByName(server.getHost()), server.getPort(), InetAddress.getByName(from), 0));
    }

    /** With a receive buffer that is soon full. */
    static RawClient slow(URI server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        return new RawClient(socket);
    }

    /**
     * What a client hears.
     *
     * @param head the status line and the fields
     * @param whole whether the body has come to the end that its framing promised
     */
    record RawResponse(String head, String body, boolean whole) {

        int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        String value(String name) {
            return Wire.value(head, name);
        }

        List<String> values(String name) {
            return Wire.values(head, name);
        }
    }

    /** A request without a body. */
    RawClient request(String method, String target, String... fields) throws IOException {
        return send(head(method, target, fields) + "\r\n");
    }

    /** The request line and the fields, with those that every request has. */
    static String head(String method, String target, String... fields) {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: shop.example.com\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.toString();
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The status line and the fields of what comes next. */
    String readHead() throws IOException {
        return Wire.head(in);
    }

    /** The next byte of whatever comes; -1 at the end. */
    int readByte() throws IOException {
        return in.read();
    }

    String readChunk() throws IOException {
        return Wire.chunk(in);
    }

    RawResponse read() throws IOException {
        return read(false);
    }

    /** @param headOnly whether the body is left out, as in a response to HEAD */
    RawResponse read(boolean headOnly) throws IOException {
        String head = readHead();
        if (head.isEmpty()) {
            throw new IOException("the connection was closed without a response");
        }
        String length = Wire.value(head, "Content-Length");
        int status = Integer.parseInt(head.split(" ")[1]);
        StringBuilder body = new StringBuilder();
        boolean whole = true;
        try {
            if (headOnly || status < 200 || status == 204 || status == 304) {
                return new RawResponse(head, "", true);
            } else if (Wire.isChunked(head)) {
                for (String next = readChunk(); !next.isEmpty(); next = readChunk()) {
                    body.append(next);
                }
            } else if (!length.isEmpty()) {
                body.append(Wire.exactly(in, Integer.parseInt(length)));
            } else {
                body.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            whole = false;
        }
        return new RawResponse(head, body.toString(), whole);
    }

    /** Whether the other side closes now and has sent nothing more. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** Ends with a reset, as a machine does that goes away. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
