package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeysIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @BeforeEach
    void keyFile() throws Exception {
        Files.writeString(
                folder.resolve("keys.yaml"),
                "environments:\n  - {id: demo, name: Demo Project, project-id: project_1}\nkeys: []\n");
    }

    @Test
    void issuedKeysAreListed() throws Exception {
        JsonNode issued = issue("--name", "ci", "--expires-in", "90d", "--scope", "a", "--scope", "b");
        assertThat(issued.propertyNames()).containsExactly("id", "key", "type", "environment", "name", "expires_at");
        assertThat(issued.get("key").stringValue()).matches("sk_demo_[0-9A-Za-z]{39}");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(issued.get("expires_at").stringValue())))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));

        JsonNode listed = list().get(0);
        assertThat(listed.get("id")).isEqualTo(issued.get("id"));
        assertThat(listed.get("state").stringValue()).isEqualTo("active");
        assertThat(listed.get("scopes").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(issued.get("key").stringValue())
                .endsWith(listed.get("last_four").stringValue());
        assertThat(KeystileProcess.run(folder, "keys", "list", "--file", "keys.yaml")
                        .out())
                .contains(issued.get("id").stringValue())
                .doesNotContain(issued.get("key").stringValue());
    }

    @Test
    void withoutJsonStandardOutputHoldsTheKeyAlone() throws Exception {
        KeystileProcess issued = KeystileProcess.run(
                folder,
                "keys",
                "issue",
                "--file",
                "keys.yaml",
                "--environment",
                "demo",
                "--type",
                "publishable",
                "--name",
                "web");
        assertThat(issued.out()).matches("pk_demo_[0-9A-Za-z]{39}\n");
        assertThat(issued.err()).startsWith("key_").doesNotContain(issued.out().strip());
    }

    @Test
    void rollNowEndsTheOldKey() throws Exception {
        String old = issue("--name", "ci").get("id").stringValue();
        KeystileProcess rolled =
                KeystileProcess.run(folder, "keys", "roll", old, "--grace", "now", "--json", "--file", "keys.yaml");
        JsonNode successor = JSON.readTree(rolled.out());
        assertThat(successor.get("replaces").stringValue()).isEqualTo(old);
        assertThat(successor.get("name").stringValue()).isEqualTo("ci");
        assertThat(list().get(0).get("state").stringValue()).isEqualTo("expired");
        assertThat(list().get(1).get("state").stringValue()).isEqualTo("active");
    }

    @Test
    void hashPrintsWhatTheFileHolds() throws Exception {
        String key = issue("--name", "ci").get("key").stringValue();
        String sha256 = KeystileProcess.runWithInput(folder, key + "\n", "keys", "hash")
                .out()
                .strip();
        assertThat(Files.readString(folder.resolve("keys.yaml"))).contains("sha256: " + sha256);
    }

    @Test
    void theKeysOfProcessesAtOnceSurvive() throws Exception {
        List<KeystileProcess> processes = List.of(startIssue("one"), startIssue("two"), startIssue("three"));
        for (KeystileProcess process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(list()).hasSize(3);
        for (KeystileProcess process : processes) {
            assertThat(list().toString())
                    .contains(JSON.readTree(process.out()).get("id").stringValue());
        }
    }

    @Test
    void anEditKeepsWhatOthersChangeWhileItWaits() throws Exception {
        String id = issue("--name", "ci").get("id").stringValue();
        Path keys = folder.resolve("keys.yaml");
        Path lockFile = folder.resolve("keys.yaml.lock");
        KeystileProcess edit;
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            channel.lock();
            edit = KeystileProcess.start(folder, "keys", "edit", id, "--networks", "10.0.0.0/8", "--file", "keys.yaml");
            await().until(() -> edit.hasOpen(lockFile));
            String limited = "scopes: [read], created-at:";
            Files.writeString(keys, Files.readString(keys).replace("created-at:", limited));
        }

        assertThat(edit.waitFor()).isZero();
        assertThat(list().get(0).get("allowed_networks").toString()).isEqualTo("[\"10.0.0.0/8\"]");
        assertThat(list().get(0).get("scopes").toString()).isEqualTo("[\"read\"]");
    }

    private KeystileProcess startIssue(String name) throws Exception {
        return KeystileProcess.start(
                folder,
                "keys",
                "issue",
                "--json",
                "--file",
                "keys.yaml",
                "--environment",
                "demo",
                "--type",
                "secret",
                "--name",
                name);
    }

    private JsonNode issue(String... more) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("keys", "issue", "--json", "--file", "keys.yaml", "--environment", "demo", "--type", "secret"));
        args.addAll(List.of(more));
        KeystileProcess issued = KeystileProcess.run(folder, args.toArray(String[]::new));
        assertThat(issued.err()).isEmpty();
        return JSON.readTree(issued.out());
    }

    private JsonNode list() throws Exception {
        return JSON.readTree(KeystileProcess.run(folder, "keys", "list", "--json", "--file", "keys.yaml")
                        .out())
                .get("keys");
    }
}
