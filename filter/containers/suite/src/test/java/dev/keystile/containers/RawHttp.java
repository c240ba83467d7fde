package dev.keystile.containers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends bytes as they are: a client library would normalise away what the suite tests. */
record RawHttp(int port) {

    /** For what only has to happen at some time. */
    private static final int TIMEOUT_MILLIS = 60_000;

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** One request without a body; the header lines are sent as given. */
    ReceivedResponse send(String method, String target, String... headerLines) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return sendRaw(head + "Connection: close\r\n\r\n");
    }

    ReceivedResponse sendRaw(String text) {
        return sendInTurn(text).get(0);
    }

    /** Requests on one connection, each after the response to the one before. */
    List<ReceivedResponse> sendInTurn(String... texts) {
        List<ReceivedResponse> responses = new ArrayList<>();
        long start = System.nanoTime();
        try (Socket socket = open()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String text : texts) {
                socket.getOutputStream().write(text.getBytes(BYTES));
                socket.getOutputStream().flush();
                responses.add(read(in, text.startsWith("HEAD ")));
            }
            return responses;
        } catch (IOException e) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            throw new UncheckedIOException(responses.size() + " responses in " + millis + " ms, then " + e, e);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        return socket;
    }

    private static ReceivedResponse read(InputStream in, boolean headOnly) throws IOException {
        String status = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        if (code == 100) {
            return read(in, headOnly);
        }
        ReceivedResponse head = new ReceivedResponse(code, headers, "");
        if (headOnly || code == 204 || code == 304 || code == 101) {
            return head;
        }
        String length = head.header("Content-Length");
        byte[] body = "chunked".equalsIgnoreCase(head.header("Transfer-Encoding"))
                ? chunks(in)
                : length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new ReceivedResponse(code, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                // No response at all must not look like one that gives nothing away.
                throw new EOFException("the end of the connection after '" + line.toString(BYTES) + "'");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(BYTES);
    }
}
