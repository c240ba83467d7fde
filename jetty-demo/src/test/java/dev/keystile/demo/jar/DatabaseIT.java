package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.ReservedPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

    @TempDir
    private Path folder;

    @Test
    void onPostgresAChangeIsSeenAtOnceWhoeverMakesIt() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(ReservedPort.next())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                DemoProcess demo = DemoProcess.start(
                        folder, "--port", "0", "--credentials-file", "c.json", "--database-url", url(postgres))) {
            DemoClient client = DemoClient.of(demo, folder.resolve("c.json"));
            String demoKey = client.secretKey("demo");
            String defaultKey = client.secretKey("default");
            assertThat(client.status(demoKey)).isEqualTo(200);
            assertThat(client.status(defaultKey)).isEqualTo(200);

            String id = client.keyId(demoKey);
            DemoProcess revoked = DemoProcess.run(folder, "keys", "revoke", id, "--database-url", url(postgres));
            assertThat(revoked.out()).isEqualTo(id + " is revoked.\n");
            client.expectStatus(401, demoKey);

            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE keystile_key SET revoked_at = 'infinity' WHERE type = 'secret'");
            }
            client.expectStatus(401, defaultKey);
            assertThat(folder.resolve("keystile-data")).doesNotExist();
        }
    }

    @Test
    void theKeysOfAnEarlierVersionAreMovedIntoTheDatabaseOnce() throws Exception {
        Path data = Files.createDirectory(folder.resolve("keystile-data"));
        String key = writeKeyFile(data.resolve("keys.yaml"));
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0")) {
            assertThat(DemoClient.of(demo).status(key)).isEqualTo(200);
            assertThat(demo.err()).contains("what was in keystile-data/keys.yaml (keys: 1) is in the database now");
        }
        assertThat(data.resolve("keys.yaml")).doesNotExist();
        assertThat(data.resolve("keys.yaml.imported")).exists();
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0")) {
            assertThat(DemoClient.of(demo).status(key)).isEqualTo(200);
        }
    }

    @Test
    void aKeyIsEditedBesideTheRunningService() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", "c.json")) {
            DemoClient client = DemoClient.of(demo, folder.resolve("c.json"));
            String key = client.secretKey("demo");
            String id = client.keyId(key);
            assertThat(DemoProcess.run(folder, "keys", "edit", id, "--networks", "192.0.2.0/24")
                            .out())
                    .isEqualTo(id + " is changed.\n");
            client.expectStatus(403, key);
            assertThat(DemoProcess.run(folder, "keys", "edit", id, "--networks", "any")
                            .out())
                    .isEqualTo(id + " is changed.\n");
            client.expectStatus(200, key);
        }
    }

    /** A file with one secret key, which is returned. */
    private String writeKeyFile(Path file) throws Exception {
        Files.writeString(
                file,
                "environments: [{id: demo, name: Demo Project, project-id: project_1}]\nkeys: []\n",
                StandardCharsets.UTF_8);
        DemoProcess issued = DemoProcess.run(
                folder,
                "keys",
                "issue",
                "--file",
                file.toString(),
                "--environment",
                "demo",
                "--type",
                "secret",
                "--name",
                "ci",
                "--network",
                "127.0.0.0/8");
        assertThat(issued.waitFor()).isZero();
        return issued.out().strip();
    }

    private static String url(EmbeddedPostgres postgres) {
        return postgres.getJdbcUrl("postgres", "postgres");
    }
}
