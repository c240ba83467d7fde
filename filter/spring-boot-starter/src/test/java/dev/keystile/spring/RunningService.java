package dev.keystile.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A Spring Boot service that listens on a free port of this host. */
public record RunningService(ConfigurableApplicationContext context) implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts a service; properties as {@code name=value}. */
    public static RunningService start(Class<?> application, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1"));
        arguments.addAll(List.of("spring.main.banner-mode=off", "logging.level.root=warn"));
        if (Stream.of(properties).noneMatch(each -> each.startsWith("keystile.config="))) {
            // No key is refused because a busy machine keeps its load waiting.
            arguments.add("keystile.cache.load-timeout=" + TIMEOUT.toSeconds() + "s");
        }
        arguments.addAll(List.of(properties));
        SpringApplication service = new SpringApplication(application);
        service.setMainApplicationClass(application);
        return new RunningService(
                service.run(arguments.stream().map(each -> "--" + each).toArray(String[]::new)));
    }

    /** The port of the application. */
    public int port() {
        return port("local.server.port");
    }

    /** The port of Actuator, where it has one of its own. */
    public int managementPort() {
        return port("local.management.port");
    }

    private int port(String property) {
        return context.getBean(Environment.class).getRequiredProperty(property, Integer.class);
    }

    /** A GET; header fields as name, value, name, value. */
    public HttpResponse<String> get(String path, String... headers) {
        return get(port(), path, headers);
    }

    /** A GET of another port. */
    public HttpResponse<String> get(int port, String path, String... headers) {
        return send(request(port, path, headers).build());
    }

    /** A GET with a key. */
    public HttpResponse<String> getWith(String key, String path) {
        return get(path, "Authorization", "Bearer " + key);
    }

    /** A POST of JSON. */
    public HttpResponse<String> post(String path, String json, String... headers) {
        return post(port(), path, json, headers);
    }

    /** A POST of JSON to another port. */
    public HttpResponse<String> post(int port, String path, String json, String... headers) {
        return send(request(port, path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** A DELETE. */
    public HttpResponse<String> delete(String path, String... headers) {
        return send(request(port(), path, headers).DELETE().build());
    }

    private static HttpRequest.Builder request(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request line and fields as bytes; the whole response, as text. */
    public String getRaw(String path, String... fields) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String request = head + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n") + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
