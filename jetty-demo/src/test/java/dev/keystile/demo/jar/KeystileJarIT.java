package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code keystile.jar} on the demo's data. */
class KeystileJarIT {

    private static final Path JAR = Path.of(System.getProperty("keystile.jar", "../filter/gateway/target/keystile.jar"))
            .toAbsolutePath();

    @TempDir
    private Path folder;

    private DemoProcess keystile(String... args) throws Exception {
        DemoProcess command = DemoProcess.startBehind(List.of(), JAR, folder, args);
        command.waitFor();
        return command;
    }

    @Test
    void keysAreManagedBesideTheRunningServiceAndAfterIt() throws Exception {
        String id;
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", "c.json")) {
            DemoClient client = DemoClient.of(demo, folder.resolve("c.json"));
            String issued = keystile("keys", "issue", "--environment", "demo", "--type", "secret", "--name", "ci")
                    .out()
                    .strip();
            assertThat(client.status(issued)).isEqualTo(200);
            id = client.keyId(issued);
            assertThat(keystile("keys", "revoke", id).out()).isEqualTo(id + " is revoked.\n");
            assertThat(client.status(issued)).isEqualTo(401);
            demo.terminate();
            demo.waitFor();
        }
        DemoProcess listed = keystile("keys", "list");
        assertThat(listed.err()).isEmpty();
        assertThat(listed.out()).contains(id);
        assertThat(keystile("login").err()).startsWith("keystile: ");
    }
}
