package dev.keystile.gateway.internal.external;

import dev.keystile.TestTimeout;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection, over which requests go out as they are written. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TestTimeout.MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends one request over a connection of its own. */
    static Response once(int port, String method, String target, String... fields) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(method, target, fields);
        }
    }

    /** @param fields whole lines, such as {@code "Accept: text/plain"} */
    Response send(String method, String target, String... fields) throws IOException {
        write(method + ' ' + target + " HTTP/1.1\r\nHost: app.example.com\r\n"
                + String.join(
                        "",
                        List.of(fields).stream().map(field -> field + "\r\n").toList()) + "\r\n");
        return read(method.equals("HEAD"));
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    Response read(boolean bodiless) throws IOException {
        String start = line();
        int status = Integer.parseInt(start.substring("HTTP/1.1 ".length()).substring(0, 3));
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.merge(
                    line.substring(0, colon),
                    List.of(line.substring(colon + 1).strip()),
                    (one, other) -> List.of(one.get(0), other.get(0)));
        }
        return new Response(status, fields, bodiless || status == 204 || status < 200 ? "" : body(fields));
    }

    private String body(Map<String, List<String>> fields) throws IOException {
        if (!fields.containsKey("Transfer-Encoding")) {
            return text(Integer.parseInt(
                    fields.getOrDefault("Content-Length", List.of("0")).get(0)));
        }
        StringBuilder body = new StringBuilder();
        for (int length = chunk(); length > 0; length = chunk()) {
            body.append(text(length));
            line();
        }
        line();
        return body.toString();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection was closed");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Response(int status, Map<String, List<String>> fields, String body) {

        /** The only value of a field; empty where there is none. */
        String field(String name) {
            List<String> values = fields.getOrDefault(name, List.of(""));
            if (values.size() > 1) {
                throw new AssertionError(name + " comes " + values.size() + " times");
            }
            return values.get(0);
        }

        /** What the application received, of which it makes its response. */
        Received received() {
            return Received.of(body);
        }
    }

    /** A request as the application received it; fields by their names in small letters. */
    record Received(String target, Map<String, String> fields, String body) {

        private static Received of(String echo) {
            int end = echo.indexOf("\n\n");
            String[] lines = echo.substring(0, end).split("\n", -1);
            Map<String, String> fields = new TreeMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                fields.merge(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
            return new Received(lines[0], fields, echo.substring(end + 2));
        }
    }
}
