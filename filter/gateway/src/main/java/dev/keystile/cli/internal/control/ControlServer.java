package dev.keystile.cli.internal.control;

import dev.keystile.cli.internal.control.Caller.CallerGoneException;
import dev.keystile.cli.internal.control.FrameChannel.Waits;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server at the control socket: executes the commands of its own user and of root inside the running service, a few at
 * a time, and gives up clients that stall. Safe for use by many threads.
 *
 * <p>One thread accepts connections; a pool of bounded size and with a bounded queue serves them, so that clients cannot
 * take the memory and the threads of the service.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private static final Waits WAITS = new Waits(Duration.ofSeconds(30), Duration.ofMinutes(5));
    private static final int MAX_AT_ONCE = 4;
    private static final int MAX_QUEUED = 16;
    private static final int FAILED = 1;
    private static final long RETRY_SECONDS = 1;
    private static final long STOP_SECONDS = 5;

    private final String program;
    private final ControlSocket socket;
    private final Commands commands;
    private final Waits waits;
    private final ThreadPoolExecutor workers;
    private final Thread acceptor = new Thread(this::accept, "control");
    private final Set<FrameChannel> clients = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Executes commands in the process of the service. */
    @FunctionalInterface
    public interface Commands {
        /**
         * Executes a command.
         *
         * @param caller the process that requested the command
         * @return the exit code
         */
        int execute(List<String> arguments, Caller caller);
    }

    private ControlServer(String program, ControlSocket socket, Commands commands, Waits waits) {
        this.program = program;
        this.socket = socket;
        this.commands = commands;
        this.waits = waits;
        workers = new ThreadPoolExecutor(
                MAX_AT_ONCE, MAX_AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MAX_QUEUED), task -> {
                    Thread thread = new Thread(task, "control-command");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts a server. Clients that have connected to the socket before are served first.
     *
     * @param program the name of the program, with which messages begin
     * @param socket the socket, which the server closes
     */
    public static ControlServer start(String program, ControlSocket socket, Commands commands) {
        return start(program, socket, commands, WAITS);
    }

    static ControlServer start(String program, ControlSocket socket, Commands commands, Waits waits) {
        ControlServer server = new ControlServer(program, socket, commands, waits);
        server.acceptor.setDaemon(true);
        server.acceptor.start();
        return server;
    }

    private void accept() {
        try {
            // An accept may fail for a while, as when the process has too many open files: it is tried again.
            do {
                acceptUntilFailure();
            } while (!closed.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (ClosedChannelException e) {
            LOG.debug("The control socket is closed.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptUntilFailure() throws ClosedChannelException {
        try {
            while (true) {
                dispatch(socket.channel().accept());
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("No command can be taken from the control socket at present: {}", e.getMessage());
        }
    }

    private void dispatch(SocketChannel channel) throws IOException {
        FrameChannel client = FrameChannel.on(channel, waits);
        clients.add(client);
        try {
            workers.execute(() -> serve(client));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The queue is full, or the system has no thread to give: the service itself must go on.
            clients.remove(client);
            try (client) {
                refuse(client, "the service executes " + MAX_AT_ONCE + " commands, and others wait: try again");
            }
        }
    }

    private void serve(FrameChannel client) {
        try (FrameChannel frames = client) {
            UserPrincipal user = frames.peer();
            if (!Peer.isTrusted(user)) {
                LOG.warn("A command of the user {} was refused at the control socket.", user.getName());
                refuse(frames, "the service executes commands of its own user and of root only");
                return;
            }
            execute(frames, user);
        } catch (IOException | CallerGoneException e) {
            LOG.debug("A command line is gone: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // A command must end neither its thread nor the service.
            LOG.error("A command at the control socket failed.", e);
        } finally {
            clients.remove(client);
        }
    }

    private void execute(FrameChannel frames, UserPrincipal user) throws IOException {
        CommandRequest request = CommandRequest.of(frames.read());
        if (request.protocol() != CommandRequest.PROTOCOL) {
            refuse(frames, "the service runs another version of " + program + ".jar: use that, or restart the service");
            return;
        }
        RemoteCaller caller = new RemoteCaller(frames, user.getName(), request.terminal());
        // Tells the client that the command begins: from now on it must not execute the command itself.
        caller.check();
        int code = commands.execute(request.arguments(), caller);
        caller.out().flush();
        caller.err().flush();
        frames.write(Frame.of(Frame.Type.EXIT, Integer.toString(code)));
    }

    private void refuse(FrameChannel frames, String reason) throws IOException {
        frames.write(Frame.of(Frame.Type.ERR, program + ": " + reason + "\n"));
        frames.write(Frame.of(Frame.Type.EXIT, Integer.toString(FAILED)));
    }

    /**
     * Accepts no more commands, and waits up to five seconds for those that run, and five more after it has closed their
     * connections. Their threads are not interrupted, since an interrupt would close the file of the embedded database,
     * which all threads share.
     */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                for (FrameChannel client : clients) {
                    client.close();
                }
                if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("A command at the control socket did not end in time.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
