package dev.keystile.cli.internal.control;

import dev.keystile.cli.internal.database.PrivateFiles;
import dev.keystile.cli.internal.database.ProcessUser;
import dev.keystile.cli.internal.database.TrustedPath;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The address of a running service's socket.
 *
 * @param socket the path of the socket
 * @param owner the owner of the data folder, who must also be the user of the service
 */
record ControlAddress(Path socket, UserPrincipal owner) {

    private static final int MAX_NAMED_BYTES = 4096;

    /**
     * Finds the socket of a data folder: in the folder, or at the path that a file in the folder holds.
     *
     * @return null if there is no socket
     * @throws KeyStoreException if the folder, or a symbolic link to it, belongs to a user whom this user need not trust
     */
    static @Nullable ControlAddress in(Path folder) throws IOException, KeyStoreException {
        if (!PrivateFiles.supportedAt(folder)) {
            return null;
        }
        try {
            Path real = TrustedPath.resolve(folder);
            UserPrincipal owner = Files.getOwner(real);
            UserPrincipal user = ProcessUser.current();
            if (!owner.equals(user) && !ProcessUser.isRoot(user)) {
                throw new KeyStoreException("the folder " + folder + " belongs to the user " + owner.getName()
                        + ": run the command as that user or as root");
            }
            Path named = real.resolve(ControlSocket.NAME);
            BasicFileAttributes attributes =
                    Files.readAttributes(named, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Path socket = attributes.isRegularFile() ? named(named) : named;
            return socket == null || attributes.isSymbolicLink() ? null : new ControlAddress(socket, owner);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The path that a file holds; null unless it is a path that a service chooses for its socket. */
    static @Nullable Path named(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            Path socket = Path.of(new String(in.readNBytes(MAX_NAMED_BYTES), StandardCharsets.UTF_8).strip());
            Path folder = socket.getParent();
            boolean ours = folder != null
                    && socket.isAbsolute()
                    && socket.endsWith(ControlSocket.NAME)
                    && folder.getFileName().toString().startsWith(ControlSocket.TEMPORARY)
                    && isPrivate(folder, Files.getOwner(file));
            return ours ? socket : null;
        } catch (InvalidPathException | NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isPrivate(Path folder, UserPrincipal owner) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isDirectory()
                && attributes.owner().equals(owner)
                && !PrivateFiles.isOpenToOthers(attributes.permissions());
    }
}
