package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands beside a running service, which executes them. */
class ControlIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static DemoProcess demo;
    private static DemoClient client;

    @BeforeAll
    static void serve() throws Exception {
        demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", "c.json");
        client = DemoClient.of(demo, folder.resolve("c.json"));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static JsonNode json(String... args) throws Exception {
        DemoProcess command = DemoProcess.run(folder, args);
        assertThat(command.err()).isEmpty();
        return JSON.readTree(command.out());
    }

    @Test
    void nothingListensButThePortAndTheSocket() throws Exception {
        assertThat(DemoProcess.run(folder, "keys", "list").waitFor()).isZero();
        String port = String.format(Locale.ROOT, "%04X", demo.port());
        // 127.0.0.1, in the order of this machine's bytes or as an address of version 6 that stands for it.
        assertThat(Listening.of(demo.pid()))
                .hasSize(2)
                .contains(folder.toRealPath().resolve("keystile-data/control").toString())
                .anySatisfy(
                        address -> assertThat(address).matches("(0100007F|0000000000000000FFFF00000100007F):" + port));
    }

    @Test
    void whatACommandChangesIsInForceWhenItReturns() throws Exception {
        String key = client.secretKey("demo");
        String id = client.keyId(key);

        assertThat(DemoProcess.run(folder, "keys", "edit", id, "--networks", "192.0.2.0/24")
                        .out())
                .isEqualTo(id + " is changed.\n");
        assertThat(client.status(key)).isEqualTo(403);
        assertThat(DemoProcess.run(folder, "keys", "edit", id, "--networks", "any")
                        .waitFor())
                .isZero();
        assertThat(client.status(key)).isEqualTo(200);

        JsonNode rolled = json("keys", "roll", id, "--grace", "now", "--json");
        assertThat(client.status(key)).isEqualTo(401);
        String successor = rolled.get("key").stringValue();
        assertThat(client.status(successor)).isEqualTo(200);
        assertThat(DemoProcess.run(folder, "keys", "revoke", rolled.get("id").stringValue())
                        .waitFor())
                .isZero();
        assertThat(client.status(successor)).isEqualTo(401);
    }

    @Test
    void aKeyThatWasUnknownWorksWhenItIsImported() throws Exception {
        String key = keyFile("more.yaml", "more");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path data = folder.resolve("keystile-data");
        assertThat(client.status(key)).isEqualTo(401);

        DemoProcess imported =
                DemoProcess.run(elsewhere, "keys", "import", "--file", "../more.yaml", "--data-dir", data.toString());
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out()).isEqualTo("1 keys of 1 environments are in " + data + "/keystile.\n");
        assertThat(client.status(key)).isEqualTo(200);

        DemoProcess again = DemoProcess.run(folder, "keys", "import", "--file", "more.yaml");
        assertThat(again.err()).contains("is in the database already").contains("nothing was imported");
        assertThat(again.waitFor()).isEqualTo(1);
    }

    @Test
    void aKeyFileIsReadFromStandardInput() throws Exception {
        String key = keyFile("piped.yaml", "piped");
        DemoProcess imported = DemoProcess.runWithInput(
                folder, Files.readString(folder.resolve("piped.yaml")), "keys", "import", "--file", "-", "--json");
        assertThat(imported.out()).isEqualTo("{\"environments\":1,\"accounts\":1,\"keys\":1}\n");
        assertThat(client.status(key)).isEqualTo(200);

        DemoProcess wrong = DemoProcess.runWithInput(folder, "keys: 7", "keys", "import", "--file", "-");
        assertThat(wrong.err()).matches("keystile-demo: standard input:1: [^\n]+\n");
        assertThat(wrong.waitFor()).isEqualTo(1);
        DemoProcess none = DemoProcess.run(folder, "keys", "import", "--file", "none.yaml");
        assertThat(none.err()).isEqualTo("keystile-demo: cannot read none.yaml: there is no such file\n");
    }

    @Test
    void aKeyIsAdoptedFromHereAndItsSuccessorGoesIntoAFileHere() throws Exception {
        String key = "sk_of_another_service_1";
        DemoProcess adopted = DemoProcess.runWithInput(
                folder, key + "\n", "keys", "adopt", "--environment", "demo", "--type", "secret", "--name", "legacy");
        assertThat(adopted.err()).isEmpty();
        assertThat(client.status(key)).isEqualTo(200);

        JsonNode rolled = json(
                "keys", "roll", adopted.out().split(" ", 2)[0], "--grace", "now", "--key-out", "here.txt", "--json");

        assertThat(rolled.has("key")).isFalse();
        assertThat(client.status(key)).isEqualTo(401);
        Path file = folder.resolve("here.txt");
        assertThat(client.status(Files.readString(file).strip())).isEqualTo(200);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(DemoProcess.run(folder, "keys", "roll", "key_x", "--grace", "now", "--key-out", "none.txt")
                        .waitFor())
                .isEqualTo(1);
        assertThat(folder.resolve("none.txt")).doesNotExist();
    }

    @Test
    void exitCodesAndMessagesAreThoseOfACommandOfItsOwn() throws Exception {
        DemoProcess unknown = DemoProcess.run(folder, "keys", "revoke", "key_x");
        assertThat(unknown.err()).isEqualTo("keystile-demo: there is no key with id 'key_x'\n");
        assertThat(unknown.waitFor()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        DemoProcess usage = DemoProcess.run(folder, "keys", "edit", "key_x");
        assertThat(usage.err()).contains("needs something to change");
        assertThat(usage.waitFor()).isEqualTo(2);
        DemoProcess login = DemoProcess.run(folder, "login");
        assertThat(login.out()).matches(demo.baseUrl() + "/dashboard/login\\?token=\\S+\n");
        assertThat(login.waitFor()).isZero();
    }

    @Test
    void aClientThatDiesInTheMiddleChangesNothingAndHindersNobody() throws Exception {
        try (SocketChannel stalling = command("keys", "import", "--file", "y.yaml")) {
            stalling.read(ByteBuffer.allocate(5));
            try (SocketChannel dying = command("keys", "import", "--file", "x.yaml")) {
                dying.write(frame('D', "environments: [{id: half, name: Half, project-id: p}]\nkeys: []\n"));
            }
            DemoProcess issued = DemoProcess.run(
                    folder, "keys", "issue", "--environment", "half", "--type", "secret", "--name", "n");
            assertThat(issued.err()).contains("there is no environment 'half'");
        }
    }

    @Test
    void theServiceExecutesNoCommandThatOpensOtherThings() throws Exception {
        String keyFile = Files.writeString(
                        folder.resolve("k.yaml"), "environments: [{id: demo, name: D, project-id: p}]\nkeys: []\n")
                .toString();
        for (String[] args : List.<String[]>of(
                new String[] {"keys", "list", "--file", keyFile},
                new String[] {"keys", "list", "--database-url", "jdbc:h2:mem:x"},
                new String[] {"serve", "--port", "0"},
                new String[] {"keys", "migrate"},
                new String[] {"keys", "hash"},
                new String[] {"gateway", "--config", "gateway.yaml"})) {
            try (SocketChannel channel = command(args)) {
                assertThat(readAll(channel)).contains("a running service does not execute this command");
            }
        }
        assertThat(Listening.of(demo.pid())).hasSize(2);
    }

    /** A command as a client of another make may send it. */
    private static SocketChannel command(String... args) throws Exception {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.toRealPath().resolve("keystile-data/control")));
        channel.write(
                frame('C', "{\"protocol\":1,\"arguments\":" + JSON.writeValueAsString(args) + ",\"terminal\":false}"));
        return channel;
    }

    private static ByteBuffer frame(char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) type)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
    }

    private static String readAll(SocketChannel channel) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        while (channel.read(buffer) >= 0) {
            assertThat(buffer.hasRemaining()).isTrue();
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    /** A file with an environment and a secret key of its own, which is returned. */
    private static String keyFile(String file, String environment) throws Exception {
        Files.writeString(
                folder.resolve(file),
                "environments: [{id: " + environment + ", name: More, project-id: project_" + environment
                        + "}]\nkeys: []\n");
        DemoProcess issued = DemoProcess.run(
                folder,
                "keys",
                "issue",
                "--file",
                file,
                "--environment",
                environment,
                "--type",
                "secret",
                "--name",
                "ci");
        assertThat(issued.waitFor()).isZero();
        return issued.out().strip();
    }
}
