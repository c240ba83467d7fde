package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.store.file.FileAdminStore;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThat(issued.propertyNames())
                .containsExactly("id", "key", "type", "account", "environment", "name", "expires_at");
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

    @Test
    void aListIsFilteredAndEndsWithACursorWhereMoreFollow() throws Exception {
        KeyAdmin keys = KeyAdmin.on(new FileAdminStore(folder.resolve("keys.yaml")));
        Actor test = new Actor("test", "test");
        for (int i = 0; i < 3; i++) {
            keys.issue(test, KeyRequest.of(KeyType.SECRET, "demo", "ci " + i));
        }
        ApiKey web = keys.issue(test, KeyRequest.of(KeyType.PUBLISHABLE, "demo", "web"))
                .record();
        keys.revoke(test, web.id());

        JsonNode first = page("--limit", "2");
        assertThat(first.get("keys")).hasSize(2);
        JsonNode second = page("--limit", "2", "--after", first.get("after").stringValue());
        assertThat(second.get("keys")).hasSize(2);
        assertThat(second.get("after").isNull()).isTrue();
        assertThat(page("--search", "CI", "--environment", "demo").get("keys")).hasSize(3);
        assertThat(page("--state", "revoked", "--type", "publishable")
                        .get("keys")
                        .toString())
                .contains(web.id());
        assertThat(page("--state", "expired").get("keys")).isEmpty();

        String table = KeystileProcess.run(folder, "keys", "list", "--limit", "2", "--file", "keys.yaml")
                .out();
        assertThat(table)
                .endsWith("\nMore keys follow: --after " + first.get("after").stringValue() + "\n");
    }

    private JsonNode page(String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("keys", "list", "--json", "--file", "keys.yaml"));
        args.addAll(List.of(options));
        return JSON.readTree(
                KeystileProcess.run(folder, args.toArray(String[]::new)).out());
    }

    @Test
    void aKeyIsAdoptedUnlessItIsWeak() throws Exception {
        String[] adopt = {
            "keys", "adopt", "--file", "keys.yaml", "--environment", "demo", "--type", "secret", "--name", "legacy"
        };
        String key = "sk_of_another_service_1";
        KeystileProcess adopted = KeystileProcess.runWithInput(folder, key + "\n", adopt);
        assertThat(adopted.err()).isEmpty();
        assertThat(adopted.out()).matches("key_[0-9A-Za-z]{22} is adopted\\.\n");
        assertThat(Files.readString(folder.resolve("keys.yaml")))
                .contains(PresentedKey.read(key).digest().toHex())
                .doesNotContain(key);
        assertThat(KeystileProcess.runWithInput(folder, key, adopt).err())
                .matches("keystile: the key is there already, as key_[0-9A-Za-z]{22}\n");

        KeystileProcess weak = KeystileProcess.runWithInput(folder, "sk_hunter2", adopt);
        assertThat(weak.waitFor()).isEqualTo(1);
        assertThat(weak.err())
                .isEqualTo("keystile: the key has only 10 characters, and somebody may guess it; roll it, or give"
                        + " --allow-weak\n");
        List<String> allowed = new ArrayList<>(List.of(adopt));
        allowed.add("--allow-weak");
        assertThat(KeystileProcess.runWithInput(folder, "sk_hunter2", allowed.toArray(String[]::new))
                        .waitFor())
                .isZero();
        KeystileProcess other = KeystileProcess.runWithInput(folder, "pk_of_another_service_1", adopt);
        assertThat(other.waitFor()).isEqualTo(2);
        assertThat(other.err()).isEqualTo("keystile: the key begins with pk_: give --type publishable\n");
    }

    @Test
    void aKeyGoesIntoANewFileOfItsOwner() throws Exception {
        JsonNode issued = issue("--name", "ci", "--key-out", "key.txt");
        assertThat(issued.has("key")).isFalse();
        assertThat(issued.get("key_file").stringValue()).isEqualTo("key.txt");
        Path file = folder.resolve("key.txt");
        assertThat(Files.readString(file)).matches("sk_demo_[0-9A-Za-z]{39}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        String id = issued.get("id").stringValue();
        KeystileProcess refused = KeystileProcess.run(
                folder, "keys", "roll", id, "--grace", "now", "--key-out", "key.txt", "--file", "keys.yaml");
        assertThat(refused.waitFor()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("keystile: key.txt is there already; name a file that is not, or remove it\n");
        assertThat(list()).hasSize(1);

        KeystileProcess failed = KeystileProcess.run(
                folder, "keys", "roll", "key_x", "--grace", "now", "--key-out", "other.txt", "--file", "keys.yaml");
        assertThat(failed.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("other.txt")).doesNotExist();
    }

    @Test
    void keysAreRevokedTogetherOrNotAtAll() throws Exception {
        String one = issue("--name", "one").get("id").stringValue();
        String two = issue("--name", "two").get("id").stringValue();

        KeystileProcess refused = KeystileProcess.run(folder, "keys", "revoke", one, "key_x", "--file", "keys.yaml");
        assertThat(refused.waitFor()).isEqualTo(1);
        assertThat(page("--state", "active").get("keys")).hasSize(2);

        KeystileProcess revoked =
                KeystileProcess.run(folder, "keys", "revoke", one, two, "--file", "keys.yaml", "--json");
        assertThat(JSON.readTree(revoked.out()).get("keys")).hasSize(2);
        assertThat(page("--state", "active").get("keys")).isEmpty();
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
