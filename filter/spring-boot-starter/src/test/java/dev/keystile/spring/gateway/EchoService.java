package dev.keystile.spring.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** A service that says which header fields it received. */
record EchoService(HttpServer server) implements AutoCloseable {

    static EchoService start() throws IOException {
        EchoService service =
                new EchoService(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        service.server.createContext("/", EchoService::respond);
        service.server.start();
        return service;
    }

    private static void respond(HttpExchange exchange) throws IOException {
        byte[] received = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value + "\n"))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, received.length);
        try (exchange) {
            exchange.getResponseBody().write(received);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
