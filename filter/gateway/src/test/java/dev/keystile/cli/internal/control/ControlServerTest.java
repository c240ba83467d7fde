package dev.keystile.cli.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.TestTimeout;
import dev.keystile.cli.internal.control.Caller.CallerGoneException;
import dev.keystile.cli.internal.control.ControlClient.Input;
import dev.keystile.cli.internal.control.ControlClient.Output;
import dev.keystile.cli.internal.control.FrameChannel.Waits;
import dev.keystile.cli.internal.database.DataFolder;
import dev.keystile.cli.internal.database.DatabaseLock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlServerTest {

    private static final Waits PATIENT = new Waits(Duration.ofSeconds(30), Duration.ofSeconds(60));
    /** Long enough for a test that is not waited for, on a machine that is busy. */
    private static final Waits HASTY = new Waits(Duration.ofSeconds(2), Duration.ofSeconds(4));

    private static final int FAILED = 9;
    private static final int AT_ONCE = 4;
    private static final int QUEUED = 16;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> saved = new ArrayList<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private DatabaseLock lock;
    private ControlServer server;

    @BeforeEach
    void takeFolder() throws Exception {
        lock = DatabaseLock.tryAcquire(DataFolder.prepare(folder, note -> {}), "test");
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        lock.close();
    }

    private void start(Waits waits, ControlServer.Commands commands) throws Exception {
        server = ControlServer.start(
                "service",
                ControlSocket.open(lock),
                (arguments, caller) -> {
                    try {
                        return commands.execute(arguments, caller);
                    } catch (RuntimeException e) {
                        failures.add(e);
                        return FAILED;
                    }
                },
                waits);
    }

    private int run(List<String> arguments, Map<String, Input> inputs) throws Exception {
        try (ControlClient client = ControlClient.connect(folder)) {
            return client.execute(arguments, false, inputs, saved::add, new PrintStream(out), new PrintStream(err));
        }
    }

    private Throwable failure() throws InterruptedException {
        Throwable failure = failures.poll(TestTimeout.SECONDS, TimeUnit.SECONDS);
        assertThat(failure).isNotNull();
        return failure;
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.toRealPath().resolve("control")));
        return channel;
    }

    private static int readAll(Caller caller, String name) {
        try (InputStream in = caller.open(name)) {
            return in.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCommandHasItsArgumentsStreamsUserAndExitCode() throws Exception {
        start(PATIENT, (arguments, caller) -> {
            caller.out().println("out " + arguments + " … " + caller.user());
            caller.err().println("err " + caller.hasTerminal());
            return 7;
        });

        assertThat(run(List.of("keys", "list", "", "ü\n"), Map.of())).isEqualTo(7);

        assertThat(out())
                .isEqualTo("out [keys, list, , ü\n] … " + Files.getOwner(folder).getName() + "\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err false\n");
    }

    @Test
    void whatIsToBeSavedGoesToTheFileOfTheClient() throws Exception {
        start(PATIENT, (arguments, caller) -> {
            try {
                caller.save("sk_…\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return 0;
        });

        assertThat(run(List.of("keys", "issue"), Map.of())).isZero();

        assertThat(saved).containsExactly("sk_…\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void aServiceHearsThatItsClientCannotSave() throws Exception {
        start(PATIENT, (arguments, caller) -> {
            try {
                caller.save("sk_…");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return 0;
        });

        try (ControlClient client = ControlClient.connect(folder)) {
            assertThat(client.execute(
                            List.of("keys"), false, Map.of(), Output.NONE, new PrintStream(out), new PrintStream(err)))
                    .isEqualTo(FAILED);
        }
        assertThat(failure()).hasMessageContaining("the arguments name no file");
    }

    @Test
    void largeOutputAndInputPassInManyFrames() throws Exception {
        byte[] large = new byte[1_000_003];
        Arrays.fill(large, (byte) 'x');
        start(PATIENT, (arguments, caller) -> {
            caller.out().write(large, 0, large.length);
            return readAll(caller, "-") == large.length && readAll(caller, "a b") == 3 ? 0 : 1;
        });

        int code = run(
                List.of("import"),
                Map.of(
                        "-",
                        () -> new ByteArrayInputStream(large),
                        "a b",
                        () -> new ByteArrayInputStream(new byte[] {1, 2, 3})));

        assertThat(code).isZero();
        assertThat(out.toByteArray()).isEqualTo(large);
    }

    @Test
    void theServiceReadsNothingThatTheArgumentsDoNotName() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        start(PATIENT, (arguments, caller) -> readAll(caller, secret.toString()));

        assertThat(run(List.of("import"), Map.of("keys.yaml", () -> Files.newInputStream(secret))))
                .isEqualTo(FAILED);
        assertThat(failure()).hasMessageContaining("the arguments do not name it");
    }

    @Test
    void anEndlessInputIsRefused() throws Exception {
        start(PATIENT, (arguments, caller) -> readAll(caller, "-"));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThat(run(List.of("import"), Map.of("-", () -> endless))).isEqualTo(FAILED);
        assertThat(failure()).hasMessageContaining("more than 16 MiB");
    }

    @Test
    void silentClientsHoldNoThread() throws Exception {
        start(HASTY, (arguments, caller) -> 0);
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            silent.add(connect());
        }
        for (SocketChannel channel : silent) {
            awaitEnd(channel);
        }
        assertThat(run(List.of("keys"), Map.of())).isZero();
    }

    @Test
    void aClientThatTricklesIsGivenUpToo() throws Exception {
        start(HASTY, (arguments, caller) -> readAll(caller, "-"));
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("x"), false).toFrame()));
            assertThatThrownBy(() -> {
                        while (true) {
                            // Each frame is in time; all together are not.
                            channel.write(bytes(new Frame(Frame.Type.DATA, new byte[1])));
                            readFrame(channel);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(failure()).hasMessageContaining("the other end did nothing, or too little");
    }

    @Test
    void aClientThatStallsInTheMiddleOfItsInputIsGivenUp() throws Exception {
        start(HASTY, (arguments, caller) -> readAll(caller, "-"));
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("x"), false).toFrame()));
            assertThat(failure()).hasMessageContaining("the other end did nothing");
            awaitEnd(channel);
        }
    }

    @Test
    void aClientThatDoesNotReadItsOutputIsGivenUp() throws Exception {
        start(HASTY, (arguments, caller) -> {
            byte[] much = new byte[1 << 16];
            while (!caller.out().checkError()) {
                caller.out().write(much, 0, much.length);
            }
            caller.check();
            return 0;
        });
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("x"), false).toFrame()));
            assertThat(failure()).isInstanceOf(CallerGoneException.class);
        }
    }

    @Test
    void aClientThatGoesAwayEndsItsCommand() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        start(PATIENT, (arguments, caller) -> {
            if (arguments.equals(List.of("slow"))) {
                await(gone);
                caller.check();
            }
            return 0;
        });
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("slow"), false).toFrame()));
            readFrame(channel);
        }
        gone.countDown();

        assertThat(failure()).isInstanceOf(CallerGoneException.class);
        assertThat(run(List.of("keys"), Map.of())).isZero();
    }

    @Test
    void aClientThatGoesAwayInTheMiddleOfItsInputEndsItsCommand() throws Exception {
        start(PATIENT, (arguments, caller) -> arguments.equals(List.of("read")) ? readAll(caller, "-") : 0);
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("read"), false).toFrame()));
            readFrame(channel);
            channel.write(bytes(new Frame(Frame.Type.DATA, new byte[10])));
        }

        assertThat(failure()).isInstanceOf(UncheckedIOException.class);
        assertThat(run(List.of("keys"), Map.of())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"43 7fffffff", "43 ffffffff", "43 00010001", "5a 00000000", "47 45542000 2f", "43 00000002 7b7d"
            })
    void malformedFramesAndCommandsEndTheConnection(String hex) throws Exception {
        start(PATIENT, (arguments, caller) -> 0);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
            awaitEnd(channel);
        }
        assertThat(run(List.of("keys"), Map.of())).isZero();
    }

    @Test
    void moreCommandsThanCanWaitAreRefused() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(AT_ONCE);
        start(PATIENT, (arguments, caller) -> {
            running.countDown();
            await(end);
            return 0;
        });
        List<SocketChannel> held = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            SocketChannel channel = connect();
            channel.write(bytes(new CommandRequest(1, List.of("x"), false).toFrame()));
            held.add(channel);
        }
        await(running);
        for (int i = 0; i < QUEUED; i++) {
            held.add(connect());
        }

        assertThat(run(List.of("keys"), Map.of())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("service: the service executes 4 commands, and others wait: try again\n");
        end.countDown();
        for (SocketChannel channel : held) {
            channel.close();
        }
    }

    @Test
    void anotherVersionIsToldSo() throws Exception {
        start(PATIENT, (arguments, caller) -> 0);
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(2, List.of("x"), false).toFrame()));
            assertThat(readFrame(channel)).contains("runs another version of service.jar");
        }
    }

    @Test
    void aSocketWithoutAServerIsNoService() throws Exception {
        assertThat(ControlClient.connect(folder)).isNull();
        ControlSocket stale = ControlSocket.open(lock);
        stale.channel().close();
        assertThat(folder.resolve("control")).exists();
        assertThat(ControlClient.connect(folder)).isNull();

        start(PATIENT, (arguments, caller) -> 0);
        assertThat(run(List.of("keys"), Map.of())).isZero();
        server.close();
        assertThat(folder.resolve("control")).doesNotExist();
        assertThat(ControlClient.connect(folder)).isNull();
    }

    @Test
    void aServiceThatEndsBeforeItBeginsTheCommandReturnsNoExitCode() throws Exception {
        ControlSocket socket = ControlSocket.open(lock);
        try (ControlClient client = ControlClient.connect(folder)) {
            socket.close();
            assertThat(client.execute(
                            List.of("keys"), false, Map.of(), Output.NONE, new PrintStream(out), new PrintStream(err)))
                    .isNull();
        }
    }

    @Test
    void whereThePathIsTooLongTheSocketIsInATemporaryFolder() throws Exception {
        lock.close();
        folder = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        lock = DatabaseLock.tryAcquire(DataFolder.prepare(folder, note -> {}), "test");
        ControlSocket.open(lock).channel().close();
        Path stale = Path.of(Files.readString(folder.resolve("control")).strip());
        assertThat(stale).exists();

        start(PATIENT, (arguments, caller) -> 3);

        assertThat(stale.getParent()).doesNotExist();
        Path named = folder.resolve("control");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(named)))
                .isEqualTo("rw-------");
        Path socket = Path.of(Files.readString(named).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        assertThat(run(List.of("keys"), Map.of())).isEqualTo(3);
        server.close();
        assertThat(socket.getParent()).doesNotExist();
        assertThat(named).doesNotExist();
    }

    @Test
    void aFileThatNamesAnUntrustedPathIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("control"), elsewhere.resolve("control") + "\n");

        assertThat(ControlClient.connect(folder)).isNull();
        start(PATIENT, (arguments, caller) -> 0);
        assertThat(elsewhere).exists();
    }

    @Test
    void aCommandThatRunsIsFinishedBeforeTheServerIsClosed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        start(PATIENT, (arguments, caller) -> {
            running.countDown();
            await(end);
            events.add("command");
            return 0;
        });
        try (SocketChannel channel = connect()) {
            channel.write(bytes(new CommandRequest(1, List.of("x"), false).toFrame()));
            await(running);
            Thread closing = new Thread(() -> {
                try {
                    server.close();
                    events.add("closed");
                } catch (IOException e) {
                    failures.add(e);
                }
            });
            closing.start();
            end.countDown();
            closing.join();
        }
        assertThat(events).containsExactly("command", "closed");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer bytes(Frame frame) {
        return ByteBuffer.allocate(5 + frame.content().length)
                .put(frame.type().letter())
                .putInt(frame.content().length)
                .put(frame.content())
                .flip();
    }

    private static String readFrame(SocketChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(5);
        fill(channel, head);
        ByteBuffer content = ByteBuffer.allocate(head.flip().getInt(1));
        fill(channel, content);
        return new String(content.array(), StandardCharsets.UTF_8);
    }

    private static void fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the service has closed the connection");
            }
        }
    }

    /** Until the service has closed the connection. */
    private static void awaitEnd(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try (channel) {
            while (channel.read(buffer.clear()) >= 0) {
                buffer.clear();
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
