package dev.keystile.cli.internal.control;

import dev.keystile.cli.internal.control.FrameChannel.StalledException;
import dev.keystile.cli.internal.control.FrameChannel.Waits;
import dev.keystile.internal.file.RegularFile.NotRegularException;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests a running service to execute one command, and connects the command with the streams of this process. For one
 * thread.
 *
 * <pre>{@code
 * ControlClient client = ControlClient.connect(folder);
 * if (client != null) {
 *     client.execute(List.of("keys", "list"), false, Map.of(), ControlClient.Output.NONE, System.out, System.err);
 * }
 * }</pre>
 */
public final class ControlClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlClient.class);

    private static final Waits WAITS = new Waits(Duration.ofMinutes(1), Duration.ofDays(1));

    private final FrameChannel frames;
    private final Map<String, InputStream> opened = new HashMap<>();

    private ControlClient(FrameChannel frames) {
        this.frames = frames;
    }

    /** An input of a command, such as a file or standard input. */
    @FunctionalInterface
    public interface Input {
        /** Opens the input at its beginning. */
        InputStream open() throws IOException;
    }

    /** Where what a command gives out goes. */
    @FunctionalInterface
    public interface Output {
        /** Nowhere: the arguments name no file. */
        Output NONE = text -> {
            throw new IOException("the arguments name no file");
        };

        /** Keeps it. */
        void save(String text) throws IOException;
    }

    /**
     * Connects to the service that runs on a data folder.
     *
     * @return null if no service runs there
     * @throws KeyStoreException if the folder or the service belongs to a user whom this user need not trust
     */
    public static @Nullable ControlClient connect(Path folder) throws KeyStoreException {
        try {
            ControlAddress address = ControlAddress.in(folder);
            return address == null ? null : connect(address);
        } catch (IOException e) {
            throw new KeyStoreException("cannot use the folder " + folder + ": " + e, e);
        }
    }

    private static @Nullable ControlClient connect(ControlAddress address) throws IOException, KeyStoreException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean usable = false;
        try {
            // Without blocking: a connect would otherwise wait, without a bound, while the queue of the socket is full.
            channel.configureBlocking(false);
            boolean connected = connect(channel, address.socket());
            if (!connected) {
                return null;
            }
            if (!Peer.of(channel).equals(address.owner())) {
                throw new KeyStoreException("the process at " + address.socket() + " does not run as "
                        + address.owner().getName() + ", to whom the data folder belongs: it gets no command");
            }
            usable = true;
            return new ControlClient(FrameChannel.on(channel, WAITS));
        } finally {
            if (!usable) {
                channel.close();
            }
        }
    }

    /** False if the process that made the socket has ended, or the queue of the socket is full. */
    private static boolean connect(SocketChannel channel, Path socket) throws IOException {
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (SocketException e) {
            if (e instanceof ConnectException || Files.notExists(socket)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Executes a command in the service.
     *
     * @param terminal whether the output of this process is a terminal
     * @param inputs the inputs that the command may read from this process, by their names in the arguments
     * @param output the file that the arguments name for the result of the command
     * @return the exit code; null if the service ended before it began the command
     * @throws KeyStoreException if the service ends or stalls after it began the command
     */
    public @Nullable Integer execute(
            List<String> arguments,
            boolean terminal,
            Map<String, Input> inputs,
            Output output,
            PrintStream out,
            PrintStream err)
            throws KeyStoreException {
        // A thread of its own: a reader that does not read the output for a while must not stall the service.
        ExecutorService printer = Executors.newSingleThreadExecutor();
        boolean begun = false;
        try {
            send(new CommandRequest(CommandRequest.PROTOCOL, arguments, terminal).toFrame());
            while (true) {
                Frame frame = frames.read();
                begun = true;
                switch (frame.type()) {
                    case OUT -> printer.execute(() -> print(out, frame));
                    case ERR -> printer.execute(() -> print(err, frame));
                    case READ -> frames.write(next(frame.text(), inputs));
                    case SAVE -> frames.write(save(frame.text(), output));
                    case EXIT -> {
                        return Integer.valueOf(frame.text());
                    }
                    default -> throw new IOException("the service sent what only a command line sends");
                }
            }
        } catch (StalledException e) {
            throw new KeyStoreException("the running service does not respond: " + e.getMessage(), e);
        } catch (IOException | NumberFormatException e) {
            if (!begun) {
                return null;
            }
            throw new KeyStoreException(
                    "the running service ended before the command did, so the command may be done or not; 'keys list'"
                            + " tells: " + e.getMessage(),
                    e);
        } finally {
            finish(printer);
        }
    }

    /** Ignores a closed connection: a service that refused at once has closed it, and its message is still to be read. */
    private void send(Frame command) throws StalledException {
        try {
            frames.write(command);
        } catch (StalledException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("The service did not take the command: {}", e.getMessage());
        }
    }

    private static void print(PrintStream stream, Frame frame) {
        stream.write(frame.content(), 0, frame.content().length);
        stream.flush();
    }

    /** The next bytes of an input; a refusal if the arguments of this process do not name the input. */
    private Frame next(String name, Map<String, Input> inputs) {
        Input input = inputs.get(name);
        if (input == null) {
            return Frame.of(Frame.Type.NO_DATA, "the arguments do not name it");
        }
        try {
            InputStream stream = opened.get(name);
            if (stream == null) {
                stream = input.open();
                opened.put(name, stream);
            }
            byte[] buffer = new byte[Frame.MAX_CONTENT];
            int count = stream.read(buffer);
            return count < 0
                    ? Frame.empty(Frame.Type.END_OF_DATA)
                    : new Frame(Frame.Type.DATA, Arrays.copyOf(buffer, count));
        } catch (IOException e) {
            return Frame.of(Frame.Type.NO_DATA, reason(e));
        }
    }

    private static Frame save(String text, Output output) {
        try {
            output.save(text);
            return Frame.empty(Frame.Type.SAVED);
        } catch (IOException e) {
            return Frame.of(Frame.Type.NO_DATA, String.valueOf(e.getMessage()));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof NotRegularException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    private static void finish(ExecutorService printer) {
        printer.shutdown();
        try {
            // Not bounded: as without a service, a reader of standard output may be slow.
            printer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        for (InputStream stream : opened.values()) {
            stream.close();
        }
        frames.close();
    }
}
