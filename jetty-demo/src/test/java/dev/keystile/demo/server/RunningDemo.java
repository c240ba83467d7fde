package dev.keystile.demo.server;

import dev.keystile.TestTimeout;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.activity.ActivityFilter;
import dev.keystile.demo.activity.ActivityLog;
import dev.keystile.demo.dashboard.Dashboard;
import dev.keystile.demo.dashboard.DashboardUser;
import dev.keystile.demo.dashboard.SignUpMode;
import dev.keystile.demo.dashboard.SignUpPolicy;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.servlet.ApiKeyAuthFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in this process, with its four keys. A change of a key is seen at once. */
public final class RunningDemo implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private static final int POOLED_CONNECTIONS = 8;

    private final HttpClient client = HttpClient.newHttpClient();
    private final DemoServer server;
    private final DemoDatabase database;
    private final Dashboard dashboard;
    private final SealedKeys sealed;
    private final List<FirstKeys> keys;

    private RunningDemo(
            DemoServer server, DemoDatabase database, Dashboard dashboard, SealedKeys sealed, List<FirstKeys> keys) {
        this.server = server;
        this.database = database;
        this.dashboard = dashboard;
        this.sealed = sealed;
        this.keys = keys;
    }

    static RunningDemo start(Path folder) throws Exception {
        return start(DatabaseAddress.inFolder(folder));
    }

    static RunningDemo start(DatabaseAddress address) throws Exception {
        return start(address, InstantSource.system());
    }

    /** With a dashboard that goes by this clock. */
    public static RunningDemo start(Path folder, InstantSource clock) throws Exception {
        return start(DatabaseAddress.inFolder(folder), clock);
    }

    /** With this mode of the sign-up page. */
    static RunningDemo start(Path folder, SignUpMode mode) throws Exception {
        return start(DatabaseAddress.inFolder(folder), InstantSource.system(), mode);
    }

    private static RunningDemo start(DatabaseAddress address, InstantSource clock) throws Exception {
        return start(address, clock, SignUpMode.LOCAL);
    }

    private static RunningDemo start(DatabaseAddress address, InstantSource clock, SignUpMode mode) throws Exception {
        DemoDatabase database = DemoDatabase.openAndMigrate(address);
        Path folder = address.folder();
        SealedKeys sealed =
                SealedKeys.open(database.keys().dataSource(), folder == null ? null : folder.resolve("sealing-key"));
        List<FirstKeys> keys = FirstKeys.make(database, sealed);
        DemoServer server = DemoServer.bind(0);
        ActivityLog activity = new ActivityLog(clock);
        ActivityFilter recorder = new ActivityFilter(activity, clock);
        SignUpPolicy signUp = new SignUpPolicy(mode, server.isLoopbackOnly());
        Dashboard dashboard = new Dashboard(database, sealed, activity, server.baseUri(), signUp, clock);
        dashboard.links().serveAt(server.baseUri());
        server.start(
                recorder,
                ApiKeyAuthFilter.builder()
                        .store(database.keys().store())
                        .loadTimeout(TestTimeout.MAX)
                        .routes(RouteList.builtIn())
                        .problemBaseUri(server.baseUri() + "/docs/errors#")
                        .alwaysSendRequestId(true)
                        .build(),
                database,
                dashboard.servlets());
        return new RunningDemo(server, database, dashboard, sealed, keys);
    }

    public FirstKeys defaultKeys() {
        return keys.get(0);
    }

    public FirstKeys demoKeys() {
        return keys.get(1);
    }

    public URI uri(String path) {
        return server.baseUri().resolve(path);
    }

    public DemoDatabase database() {
        return database;
    }

    SealedKeys sealed() {
        return sealed;
    }

    /** The mapping of each servlet. */
    Set<String> mappings() {
        return server.mappings();
    }

    /** Logs the operator in once. */
    public String loginLink() {
        return loginLink(DashboardUser.OPERATOR);
    }

    /** Logs a user in once. */
    public String loginLink(DashboardUser user) {
        return dashboard.links().create(user).orElseThrow();
    }

    HttpRequest request(String method, String path, String key, String body) {
        return HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .build();
    }

    public HttpResponse<String> send(String method, String path, String key, String body) throws Exception {
        return client.send(request(method, path, key, body), BodyHandlers.ofString());
    }

    JsonNode json(String method, String path, String key, String body) throws Exception {
        return JSON.readTree(send(method, path, key, body).body());
    }

    /** Sends requests, at most as many at once as the database's pool has connections. */
    List<HttpResponse<String>> sendAll(List<HttpRequest> requests) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(POOLED_CONNECTIONS);
        try {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (HttpRequest request : requests) {
                sent.add(senders.submit(() -> client.send(request, BodyHandlers.ofString())));
            }
            List<HttpResponse<String>> responses = new ArrayList<>();
            for (Future<HttpResponse<String>> response : sent) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            senders.shutdownNow();
        }
    }

    HttpClient client() {
        return client;
    }

    /** Sends these bytes and reads until the server closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
            socket.setSoTimeout(TestTimeout.MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
