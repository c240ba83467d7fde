package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cli.internal.database.OtherUser;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.jdbc.JdbcSchema;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else on the machine can read or change what the service keeps. */
class PrivacyIT {

    private static final List<String> OPEN_UMASK = List.of("sh", "-c", "umask 000 && exec \"$@\"", "sh");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    @TempDir
    private Path temp;

    private static Map<String, String> modes(Path folder) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                modes.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }

    private static void assertPrivate(Path folder, String... files) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(modes(folder))
                .containsKeys(files)
                .allSatisfy((file, mode) -> assertThat(mode).as(file).isEqualTo("rw-------"));
    }

    @Test
    void everythingIsForItsOwnerAloneWhateverTheUmask() throws Exception {
        Path data = temp.resolve("keystile-data");
        try (DemoProcess demo = DemoProcess.startBehind(
                OPEN_UMASK, DemoProcess.jar(), temp, "--port", "0", "--credentials-file", "keystile-data.json")) {
            demo.baseUrl();
            assertThat(DemoProcess.run(temp, "keys", "list").waitFor()).isZero();
            assertPrivate(data, "control", "keystile.lock", "keystile.mv.db", "sealing-key", "sso-signing-key.json");
            assertThat(modes(temp)).containsEntry("keystile-data.json", "rw-------");
            demo.terminate();
            demo.waitFor();
        }
        assertThat(DemoProcess.startBehind(OPEN_UMASK, DemoProcess.jar(), temp, "keys", "list")
                        .waitFor())
                .isZero();
        assertPrivate(data, "keystile.mv.db");
    }

    /** As versions made it that let H2 listen: open to all users, with the lock file of a process that was killed. */
    @Test
    void aFolderOfAnEarlierVersionOpensAndIsTightened() throws Exception {
        Path data = Files.createDirectory(temp.resolve("keystile-data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        String key = earlierDatabase(data);
        Files.writeString(data.resolve("keystile.lock.db"), "#FileLock\nid=1\nmethod=file\nserver=127.0.0.1:1\n");
        Files.writeString(data.resolve("keystile.trace.db"), "old\n");
        modes(data).keySet().forEach(file -> data.resolve(file).toFile().setReadable(true, false));

        DemoProcess listed = DemoProcess.run(temp, "keys", "list");
        assertThat(listed.out()).contains("ci");
        assertThat(listed.err())
                .matches(
                        "keystile-demo: the folder keystile-data was open to other users \\(rwxr-xr-x\\); the folder and"
                                + " its files are for the user \\S+ alone now\n");
        assertPrivate(data, "keystile.mv.db", "keystile.lock.db", "keystile.trace.db");
        try (DemoProcess demo = DemoProcess.start(temp, "--port", "0")) {
            assertThat(DemoClient.of(demo).status(key)).isEqualTo(200);
            assertThat(demo.err()).isEmpty();
        }
    }

    private static String earlierDatabase(Path data) throws Exception {
        JdbcDataSource earlier = new JdbcDataSource();
        earlier.setUrl("jdbc:h2:file:" + data.resolve("keystile") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0");
        earlier.setUser("sa");
        JdbcSchema.migrate(earlier);
        Actor anna = new Actor("anna", "earlier");
        KeyAdmin admin = KeyAdmin.on(new JdbcAdminStore(earlier));
        admin.createEnvironment(anna, new Environment("demo", "Demo Project"));
        return admin.issue(anna, KeyRequest.of(KeyType.SECRET, "demo", "ci")).key();
    }

    @Test
    void anotherUserCanDoNothing() throws Exception {
        OtherUser.principal();
        Path open = Files.createTempDirectory("keystile-open");
        try {
            Path jar = openToAll(open);
            try (DemoProcess demo = DemoProcess.start(open, "--port", "0", "--credentials-file", "c.json")) {
                DemoClient client = DemoClient.of(demo, open.resolve("c.json"));
                String id = client.keyId(client.secretKey("demo"));
                List<String> before = states(open);
                for (String[] args : List.<String[]>of(
                        new String[] {"keys", "list"},
                        new String[] {"keys", "issue", "--environment", "default", "--type", "secret", "--name", "evil"
                        },
                        new String[] {"keys", "revoke", id},
                        new String[] {"login"},
                        new String[] {"--port", "0"})) {
                    DemoProcess refused = asNobody(jar, open, args);
                    assertThat(refused.err())
                            .startsWith("keystile-demo: the folder keystile-data belongs to the user root")
                            .hasLineCount(1);
                    assertThat(refused.waitFor()).isEqualTo(1);
                    assertThat(refused.out()).isEmpty();
                }
                assertThat(rawConnection(open, "keystile-data/control"))
                        .contains("Permission denied")
                        .doesNotContain("token");
                assertThat(states(open)).isEqualTo(before);
                assertThat(client.status(client.secretKey("demo"))).isEqualTo(200);

                // Also where somebody has opened the folder and the socket by hand.
                Files.setPosixFilePermissions(
                        open.resolve("keystile-data"), PosixFilePermissions.fromString("rwxrwxrwx"));
                Files.setPosixFilePermissions(
                        open.resolve("keystile-data/control"), PosixFilePermissions.fromString("rwxrwxrwx"));
                assertThat(rawConnection(open, "keystile-data/control"))
                        .contains("the service executes commands of its own user and of root only")
                        .doesNotContain("token");
                await().until(() ->
                        demo.err().contains("A command of the user nobody was refused at the control socket."));
                assertThat(states(open)).isEqualTo(before);
            }
        } finally {
            delete(open);
        }
    }

    @Test
    void rootMayCommandTheServiceOfAnotherUserAndIsNamedInItsAudit() throws Exception {
        OtherUser.principal();
        Path open = Files.createTempDirectory("keystile-open");
        try {
            Path jar = openToAll(open);
            try (DemoProcess demo = DemoProcess.startBehind(NOBODY, jar, open, "--port", "0")) {
                demo.baseUrl();
                DemoProcess issued = DemoProcess.run(
                        open, "keys", "issue", "--environment", "demo", "--type", "secret", "--name", "by-root");
                assertThat(issued.waitFor()).as(issued.err()).isZero();
                assertThat(DemoClient.of(demo).status(issued.out().strip())).isEqualTo(200);
                demo.terminate();
                demo.waitFor();
            }
            DemoProcess refused = DemoProcess.run(open, "keys", "list");
            assertThat(refused.err()).contains("belongs to the user nobody: run the command as that user");
            assertThat(asNobody(jar, open, "keys", "list").out()).contains("by-root");
        } finally {
            delete(open);
        }
    }

    /** Makes a folder one in which everybody may work, with the jar. */
    private static Path openToAll(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jar = Files.copy(DemoProcess.jar(), folder.resolve("demo.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        return jar;
    }

    /** Each key with its state; its last use is written at some time. */
    private static List<String> states(Path folder) throws Exception {
        return DemoProcess.run(folder, "keys", "list")
                .out()
                .lines()
                .map(line -> line.replaceFirst(" .* ", " "))
                .toList();
    }

    private static DemoProcess asNobody(Path jar, Path folder, String... args) throws Exception {
        DemoProcess process = DemoProcess.startBehind(NOBODY, jar, folder, args);
        process.waitFor();
        return process;
    }

    /** What nobody gets who speaks to the socket without asking the command line. */
    private static String rawConnection(Path folder, String socket) throws Exception {
        Path source = Files.writeString(folder.resolve("Raw.java"), """
                import java.net.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.charset.StandardCharsets;

                public class Raw {
                    public static void main(String[] args) throws Exception {
                        ByteBuffer reply = ByteBuffer.allocate(10_000);
                        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                            channel.connect(UnixDomainSocketAddress.of(args[0]));
                            byte[] command = "{\\"protocol\\":1,\\"arguments\\":[\\"login\\"],\\"terminal\\":false}".getBytes();
                            try {
                                channel.write(ByteBuffer.allocate(5 + command.length)
                                        .put((byte) 'C').putInt(command.length).put(command).flip());
                            } catch (java.io.IOException e) {
                                // Refused already: the reply says why.
                            }
                            while (channel.read(reply) >= 0) {}
                        } catch (java.io.IOException e) {
                            System.out.println(e);
                        }
                        System.out.println(new String(reply.array(), 0, reply.position(), StandardCharsets.UTF_8));
                    }
                }
                """);
        List<String> command = new ArrayList<>(NOBODY);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), source.toString(), socket));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
