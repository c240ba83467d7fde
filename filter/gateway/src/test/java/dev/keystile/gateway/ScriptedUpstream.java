package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.ReservedPort;
import dev.keystile.TestTimeout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway that responds byte by byte as a test says, and keeps what it was sent. */
final class ScriptedUpstream implements AutoCloseable {

    /** Longer than anything takes, where all is well. */
    static final int PATIENCE_MILLIS = TestTimeout.MILLIS;

    private final ServerSocket server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Call> broken = new LinkedBlockingQueue<>();
    private final Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Script script;

    /** How the service responds. */
    interface Script {

        /** Responds to one request; the connection is closed if this throws. */
        void respond(Call call) throws Exception;
    }

    private ScriptedUpstream(InetAddress address, int port, Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(port, 50, address);
    }

    static ScriptedUpstream start() throws IOException {
        return start(call -> call.respond("ok"));
    }

    static ScriptedUpstream start(Script script) throws IOException {
        return start(ReservedPort.next(), script);
    }

    static ScriptedUpstream start(int port, Script script) throws IOException {
        return start(InetAddress.getLoopbackAddress(), port, script);
    }

    static ScriptedUpstream start(InetAddress address, int port, Script script) throws IOException {
        ScriptedUpstream upstream = new ScriptedUpstream(address, port, script);
        spawn(upstream::accept);
        return upstream;
    }

    private static void spawn(Runnable work) {
        Thread thread = new Thread(work, "scripted-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    void script(Script next) {
        script = next;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The next request that came, whole or not. */
    Call next() throws InterruptedException {
        Call call = calls.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(call).as("a request at the upstream").isNotNull();
        return call;
    }

    /** The next request for this; a broken one of the test before may come late. */
    Call next(String target) throws InterruptedException {
        Call call = next();
        while (!call.target().equals(target)) {
            call = next();
        }
        return call;
    }

    /** What came for a path that ends in {@code /broken}, kept apart since it may come late; null if nothing has. */
    Call broken() {
        return broken.poll();
    }

    /** Forgets the requests that have come. */
    void forget() {
        calls.clear();
        broken.clear();
    }

    boolean hasRequests() {
        return !calls.isEmpty();
    }

    /** Whether a request for this target has come; a request of the test before may come late. */
    boolean hasRequest(String target) {
        return calls.stream().anyMatch(call -> call.target().equals(target));
    }

    /** How many requests have come for this. */
    long requestCount(String target) {
        return calls.stream().filter(call -> call.target().equals(target)).count();
    }

    int accepted() {
        return accepted.get();
    }

    /** Connections that neither side has closed. */
    int connections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                if (server.isClosed()) {
                    socket.close();
                }
                spawn(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = Wire.head(in); !head.isEmpty(); head = Wire.head(in)) {
                Call call = new Call(socket, in, head);
                (call.target().endsWith("/broken") ? broken : calls).add(call);
                script.respond(call);
                call.body();
            }
        } catch (Exception e) {
            // the connection is closed
        } catch (AssertionError e) {
            failures.add(e);
        } finally {
            open.remove(socket);
        }
    }

    /** Fails if a script has failed, since no request can tell so. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
    }

    /** One request, and the methods that respond to it. */
    static final class Call {

        private final Socket socket;
        private final InputStream in;
        private final String head;
        private String body;

        private Call(Socket socket, InputStream in, String head) {
            this.socket = socket;
            this.in = in;
            this.head = head;
        }

        /** The request line and the fields, byte for byte. */
        String head() {
            return head;
        }

        String requestLine() {
            return head.substring(0, head.indexOf('\r'));
        }

        /** What stands in the request line. */
        String target() {
            return requestLine().split(" ")[1];
        }

        List<String> values(String name) {
            return Wire.values(head, name);
        }

        String value(String name) {
            return Wire.value(head, name);
        }

        /** The body, read to its end. */
        synchronized String body() throws IOException {
            if (body == null) {
                String length = value("Content-Length");
                body = Wire.isChunked(head)
                        ? Wire.chunks(in)
                        : Wire.exactly(in, length.isEmpty() ? 0 : Integer.parseInt(length));
            }
            return body;
        }

        /** Reads the body, and tells whether it has come to its end. */
        void body(CompletableFuture<Boolean> whole) throws IOException {
            try {
                body();
                whole.complete(true);
            } catch (IOException e) {
                whole.complete(false);
                throw e;
            }
        }

        /** The next chunk of the body; empty for the last one. */
        synchronized String chunk() throws IOException {
            String next = Wire.chunk(in);
            if (next.isEmpty()) {
                body = "";
            }
            return next;
        }

        /** The body as it comes. */
        InputStream in() {
            return in;
        }

        /** Bytes of a response. */
        Call write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Call respond(String content, String... fields) throws IOException {
            return write("HTTP/1.1 200 OK\r\nContent-Length: " + content.length() + "\r\n" + lines(fields) + "\r\n"
                    + content);
        }

        private static String lines(String... fields) {
            StringBuilder lines = new StringBuilder();
            for (String field : fields) {
                lines.append(field).append("\r\n");
            }
            return lines.toString();
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
