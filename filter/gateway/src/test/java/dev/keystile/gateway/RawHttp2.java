package dev.keystile.gateway;

import dev.keystile.TestTimeout;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An HTTP/2 client (RFC 9113) that puts into its frames whatever a test says; it makes up to 128 requests. */
final class RawHttp2 implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int CANCEL = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private int stream = -1;

    RawHttp2(URI server) throws IOException {
        this(server, new byte[0]);
    }

    /** A client that takes no byte of a body before it says so, request by request. */
    static RawHttp2 stalled(URI server) throws IOException {
        return new RawHttp2(server, new byte[] {0, INITIAL_WINDOW_SIZE, 0, 0, 0, 0});
    }

    private RawHttp2(URI server, byte[] settings) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(TestTimeout.MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        ByteArrayOutputStream preface = new ByteArrayOutputStream();
        preface.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        preface.write(frame(SETTINGS, 0, 0, settings));
        out.write(preface.toByteArray());
    }

    /**
     * A request.
     *
     * @param data what follows the fields; null for nothing
     * @param fields names and values in turn, pseudo-header fields first
     */
    RawHttp2 request(String data, String... fields) throws IOException {
        head(data == null, fields);
        if (data != null) {
            data(data, true);
        }
        return this;
    }

    /** A GET with a key. */
    RawHttp2 get(String path, String key) throws IOException {
        return request(
                null,
                ":method",
                "GET",
                ":scheme",
                "http",
                ":authority",
                "shop.example.com",
                ":path",
                path,
                "authorization",
                "Bearer " + key);
    }

    /** A request of which only a part comes. */
    RawHttp2 begin(String data, String... fields) throws IOException {
        head(false, fields);
        data(data, false);
        return this;
    }

    /** A part of a request's fields, with more of them to come; or any other bytes that a test wants to send. */
    RawHttp2 send(int... bytes) throws IOException {
        for (int next : bytes) {
            out.write(next);
        }
        return this;
    }

    /** One more piece of the body of the last request. */
    void more(String data) throws IOException {
        data(data, false);
    }

    /** Shows that the client is there. */
    void ping() throws IOException {
        out.write(frame(PING, 0, 0, new byte[8]));
    }

    /** The client wants no response any more. */
    void cancel() throws IOException {
        out.write(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL}));
    }

    private void data(String data, boolean last) throws IOException {
        out.write(frame(DATA, last ? END_STREAM : 0, stream, data.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void head(boolean last, String... fields) throws IOException {
        stream += 2;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            // A literal field without indexing, and without Huffman's code (RFC 7541, section 6.2.2).
            block.write(0);
            string(block, fields[i]);
            string(block, fields[i + 1]);
        }
        out.write(frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray()));
    }

    private static void string(ByteArrayOutputStream block, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int prefix = 127;
        if (bytes.length < prefix) {
            block.write(bytes.length);
        } else {
            block.write(prefix);
            int rest = bytes.length - prefix;
            for (; rest >= 128; rest /= 128) {
                block.write(rest % 128 + 128);
            }
            block.write(rest);
        }
        block.write(bytes);
    }

    private static byte[] frame(int type, int flags, int number, byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(content.length >> 16);
        frame.write(content.length >> 8);
        frame.write(content.length);
        frame.write(type);
        frame.write(flags);
        frame.write(new byte[] {0, 0, 0, (byte) number});
        frame.write(content);
        return frame.toByteArray();
    }

    /**
     * Waits until the request has a response, or is refused with its stream or the connection.
     *
     * @return the fields of the response as they are coded (RFC 7541); nothing without a response
     */
    byte[] awaitEnd() throws IOException {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                in.readFully(new byte[5]);
                byte[] content = new byte[length];
                in.readFully(content);
                if (type == HEADERS) {
                    return content;
                }
                if (type == RST_STREAM || type == GOAWAY) {
                    return new byte[0];
                }
            }
        } catch (EOFException | SocketException e) {
            return new byte[0];
        }
    }

    /** Takes the body of a request from now on, and returns its first piece; empty if the server ends it without one. */
    String takeBody(int request) throws IOException {
        int number = 2 * request - 1;
        out.write(frame(WINDOW_UPDATE, 0, number, new byte[] {0, 1, 0, 0}));
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.readUnsignedByte();
            boolean isOfRequest = in.readInt() == number;
            byte[] content = new byte[length];
            in.readFully(content);
            if (isOfRequest && (type == DATA || type == RST_STREAM)) {
                return type == DATA ? new String(content, StandardCharsets.UTF_8) : "";
            }
        }
    }

    /** Waits until the server has seen all that was sent before a ping. */
    void awaitPing() throws IOException {
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readFully(new byte[4 + length]);
            if (type == PING && (flags & ACK) != 0) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
