package dev.keystile.gateway;

import dev.keystile.TestTimeout;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A gateway in this process, with a folder of its own and one key of each type. */
final class RunningGateway implements AutoCloseable {

    static final String SECRET = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    static final String PUBLISHABLE = new KeyGenerator().newKey(KeyType.PUBLISHABLE, "demo");
    static final String BEARER = "Authorization: Bearer " + SECRET;

    private final Path file;
    private final Gateway gateway;

    private RunningGateway(Path file, Gateway gateway) {
        this.file = file;
        this.gateway = gateway;
    }

    /** @param yaml without {@code listen} */
    static RunningGateway start(Path folder, String yaml) throws Exception {
        return open(configure(folder, yaml));
    }

    /** Starts with a configuration that was written before. */
    static RunningGateway open(Path file) throws Exception {
        return new RunningGateway(file, Gateway.start(file));
    }

    /** Writes a configuration and the keys that it names. */
    static Path configure(Path folder, String yaml) throws IOException {
        Files.writeString(folder.resolve("keys.yaml"), """
                environments: [{id: demo, name: Demo Project}]
                accounts:
                  - {id: cus_42, name: Acme, plan: free, metadata: {region: of-operator}, projects: {demo: project_demo}}
                keys:
                  - {id: key_secret, type: secret, environment: demo, name: s, metadata: {team: of-operator}, sha256: %s, created-at: 2026-01-01T00:00:00Z}
                  - {id: key_publishable, type: publishable, environment: demo, name: p, sha256: %s, created-at: 2026-01-01T00:00:00Z}
                """.formatted(digest(SECRET), digest(PUBLISHABLE)));
        return Files.writeString(folder.resolve("gateway.yaml"), complete(yaml));
    }

    /** A configuration with an address to listen on and, if it says nothing of the cache, with patience for the store. */
    static String complete(String yaml) {
        String patient = yaml.contains("cache:") ? "" : "\ncache: {load-timeout: " + TestTimeout.SECONDS + "s}\n";
        // Behind the rest, whose lines messages name.
        return "listen: 127.0.0.1:0\n" + yaml + patient;
    }

    private static String digest(String key) {
        return Objects.requireNonNull(PresentedKey.read(key)).digest().toHex();
    }

    URI uri() throws IOException {
        return gateway.baseUri();
    }

    GatewayConfig config() {
        return gateway.config();
    }

    Path file() {
        return file;
    }

    /** Puts another configuration in place of the file, at once. */
    void replaceFile(String yaml) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling("gateway.yaml.new"), yaml);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    RawClient connect() throws IOException {
        return RawClient.connect(uri());
    }

    /** Sends a GET with the secret key, on a connection of its own. */
    RawClient.RawResponse get(String target, String... fields) throws IOException {
        String[] all = new String[fields.length + 1];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = BEARER;
        return request("GET", target, all);
    }

    RawClient.RawResponse request(String method, String target, String... fields) throws IOException {
        try (RawClient client = connect()) {
            return client.request(method, target, fields).read(method.equals("HEAD"));
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
