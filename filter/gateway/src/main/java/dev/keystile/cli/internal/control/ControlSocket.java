package dev.keystile.cli.internal.control;

import dev.keystile.cli.internal.database.DatabaseLock;
import dev.keystile.cli.internal.database.PrivateFiles;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Unix domain socket of a running service: {@code control} in its data folder. If that path is too long for a socket,
 * the socket is in a temporary folder, and {@code control} is a file that holds its path. Clients can connect before the
 * {@link ControlServer} is started; they wait until then.
 */
public final class ControlSocket implements AutoCloseable {

    static final String NAME = "control";
    static final String TEMPORARY = "keystile-control-";

    /** The max length of the path: on Linux an address has room for 107 bytes, on other systems for 103. */
    private static final int MAX_PATH_BYTES = 100;

    private final ServerSocketChannel channel;
    private final Path named;
    private final Path socket;

    private ControlSocket(ServerSocketChannel channel, Path named, Path socket) {
        this.channel = channel;
        this.named = named;
        this.socket = socket;
    }

    /**
     * Opens the socket, and removes the socket of a process that has ended.
     *
     * @param lock the lock of the data folder, which proves that no other process uses the socket in the folder
     * @throws KeyStoreException if the socket cannot be opened
     */
    public static ControlSocket open(DatabaseLock lock) throws KeyStoreException {
        Path named = lock.folder().resolve(NAME);
        try {
            removeStale(named);
            return fits(named) ? bind(named, named) : elsewhere(named);
        } catch (IOException e) {
            throw new KeyStoreException("cannot open the socket " + named + ": " + e, e);
        }
    }

    private static void removeStale(Path named) throws IOException {
        if (Files.isRegularFile(named)) {
            Path socket = ControlAddress.named(named);
            if (socket != null) {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(socket.getParent());
            }
        }
        Files.deleteIfExists(named);
    }

    private static ControlSocket elsewhere(Path named) throws IOException {
        // On POSIX file systems the mode of a temporary folder is 0700.
        Path folder = Files.createTempDirectory(TEMPORARY);
        Path socket = folder.resolve(NAME);
        if (!fits(socket)) {
            Files.delete(folder);
            throw new IOException("the path is too long, and so is that of the folder for temporary files (" + folder
                    + "): name a shorter one with -Djava.io.tmpdir");
        }
        ControlSocket bound = bind(named, socket);
        Files.createFile(named, PrivateFiles.forFile(named));
        Files.writeString(named, socket + "\n");
        return bound;
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES;
    }

    private static ControlSocket bind(Path named, Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            // The folder is private already; the socket has the mode of the umask.
            PrivateFiles.restrictFile(socket);
            return new ControlSocket(channel, named, socket);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Closes the socket and removes its files. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(named);
            if (!socket.equals(named)) {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(socket.getParent());
            }
        }
    }
}
