package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The start and the end of a service, and commands at that time. */
class ControlLifeIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private DemoProcess serve() throws Exception {
        DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--credentials-file", "c.json");
        demo.baseUrl();
        return demo;
    }

    private DemoClient client(DemoProcess demo) throws Exception {
        return DemoClient.of(demo, folder.resolve("c.json"));
    }

    private JsonNode json(String... args) throws Exception {
        DemoProcess command = DemoProcess.run(folder, args);
        assertThat(command.err()).isEmpty();
        return JSON.readTree(command.out());
    }

    private List<String> ids() throws Exception {
        List<String> ids = new ArrayList<>();
        json("keys", "list", "--json")
                .get("keys")
                .forEach(key -> ids.add(key.get("id").stringValue()));
        return ids;
    }

    @Test
    void theAuditNamesTheUserAtTheOtherEnd() throws Exception {
        String id;
        try (DemoProcess demo = serve()) {
            id = ids().get(0);
            // What the client says of itself is not believed.
            assertThat(DemoProcess.startBehind(
                                    List.of("env", "JAVA_TOOL_OPTIONS=-Duser.name=somebody"),
                                    DemoProcess.jar(),
                                    folder,
                                    "keys",
                                    "revoke",
                                    id)
                            .waitFor())
                    .isZero();
        }
        try (KeyDatabase database =
                KeyDatabase.open(DatabaseAddress.inFolder(folder.resolve("keystile-data")), OtherTables.NONE)) {
            List<String> actors = Jdbi.create(database.dataSource())
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT actor FROM keystile_audit WHERE action = 'revoke' AND key_id = :id")
                            .bind("id", id)
                            .mapTo(String.class)
                            .list());
            assertThat(actors).containsExactly(Files.getOwner(folder).getName());
        }
    }

    @Test
    void aSecondServiceSaysWhoHasTheDatabase() throws Exception {
        try (DemoProcess demo = serve()) {
            DemoProcess second = DemoProcess.run(folder, "--port", "0");
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(second.err())
                    .isEqualTo(
                            "keystile-demo: the database in the folder keystile-data is in use by keystile-demo serve,"
                                    + " process " + demo.pid()
                                    + ": wait until that has ended or stop it, or name another folder"
                                    + " with --data-dir\n");
            assertThat(client(demo).status(client(demo).secretKey("demo"))).isEqualTo(200);
        }
    }

    @Test
    void commandsWorkWhileAServiceStartsAndAfterItWasKilled() throws Exception {
        String key;
        try (DemoProcess demo = serve()) {
            key = client(demo).secretKey("demo");
        }
        assertThat(folder.resolve("keystile-data/control")).exists();
        assertThat(ids()).hasSize(4);

        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0")) {
            Path lock = folder.resolve("keystile-data/keystile.lock");
            await().until(() -> Files.readString(lock).equals("keystile-demo serve, process " + demo.pid()));
            List<DemoProcess> commands = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                commands.add(DemoProcess.start(
                        folder, "keys", "issue", "--environment", "demo", "--type", "secret", "--name", "n" + i));
            }
            for (DemoProcess command : commands) {
                assertThat(command.waitFor()).as(command.err()).isZero();
            }
            assertThat(DemoClient.of(demo).status(key)).isEqualTo(200);
            for (DemoProcess command : commands) {
                assertThat(DemoClient.of(demo).status(command.out().strip())).isEqualTo(200);
            }
            demo.terminate();
            assertThat(demo.waitFor()).isEqualTo(143);
        }
        assertThat(folder.resolve("keystile-data/control")).doesNotExist();
        assertThat(ids()).hasSize(7);
    }

    @Test
    void aDeepFolderWorksToo() throws Exception {
        String deep = "d".repeat(70) + "/" + "e".repeat(70);
        try (DemoProcess demo = DemoProcess.start(folder, "--port", "0", "--data-dir", deep)) {
            demo.baseUrl();
            assertThat(DemoProcess.run(folder, "keys", "list", "--data-dir", deep)
                            .out())
                    .contains("publishable");
            Path socket = Path.of(
                    Files.readString(folder.resolve(deep).resolve("control")).strip());
            assertThat(Listening.of(demo.pid())).contains(socket.toString());
            demo.terminate();
            assertThat(demo.waitFor()).isEqualTo(143);
            assertThat(socket.getParent()).doesNotExist();
        }
    }

    @Test
    void aClientThatStallsDoesNotKeepTheServiceFromItsEnd() throws Exception {
        try (DemoProcess demo = serve();
                SocketChannel stalling = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            stalling.connect(UnixDomainSocketAddress.of(folder.toRealPath().resolve("keystile-data/control")));
            demo.terminate();
            assertThat(demo.waitFor()).isEqualTo(143);
        }
    }
}
