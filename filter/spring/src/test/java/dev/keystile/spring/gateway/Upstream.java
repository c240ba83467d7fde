package dev.keystile.spring.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A service behind the gateway that responds with what it received. */
final class Upstream implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private Upstream(HttpServer server) {
        this.server = server;
    }

    static Upstream start() throws IOException {
        Upstream upstream =
                new Upstream(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        upstream.server.createContext("/", upstream::respond);
        upstream.server.start();
        return upstream;
    }

    private void respond(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String head = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value + "\n"))
                .collect(Collectors.joining());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] received = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + head + "\n" + body)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/teapot") ? 418 : 200, received.length);
        try (exchange) {
            exchange.getResponseBody().write(received);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests it has seen. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
