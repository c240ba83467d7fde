package dev.keystile.cli.internal.database;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The data folder, which holds the embedded database and the keys beside it. A user who can read or write it can issue
 * keys, so that it is private to the user of the service: the folder has mode 0700, and every file in it 0600.
 */
public final class DataFolder {

    /** The names of files by which a data folder is recognised. */
    private static final List<String> OURS = List.of("keystile.mv.db", "keystile.lock", "keys.yaml", "sealing-key");

    private final Path given;
    private final Path path;

    private DataFolder(Path given, Path path) {
        this.given = given;
        this.path = path;
    }

    /**
     * Makes a folder, or makes an existing folder private.
     *
     * @param notes gets one line if the folder or a file was not private before
     * @throws KeyStoreException if the folder cannot be made, the folder or a file in it belongs to another user, or the
     *     folder is shared and holds other files
     */
    public static DataFolder prepare(Path folder, Consumer<String> notes) throws KeyStoreException {
        try {
            if (!PrivateFiles.supportedAt(folder)) {
                Files.createDirectories(folder);
                return new DataFolder(folder, folder.toRealPath());
            }
            Path path = TrustedPath.resolve(folder);
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.makeFolder(path);
            }
            DataFolder prepared = new DataFolder(folder, path);
            prepared.restrict(notes);
            return prepared;
        } catch (IOException e) {
            throw new KeyStoreException("cannot make the folder " + folder + " or restrict it to its owner: " + e, e);
        }
    }

    private void restrict(Consumer<String> notes) throws IOException, KeyStoreException {
        PosixFileAttributes attributes = attributes(path);
        if (!attributes.isDirectory()) {
            throw new KeyStoreException("cannot make the folder " + given + ": there is a file with this name");
        }
        UserPrincipal user = ProcessUser.current();
        if (!attributes.owner().equals(user)) {
            throw new KeyStoreException("the folder " + given + " belongs to the user "
                    + attributes.owner().getName() + ": run the command as that user, or name another folder with"
                    + " --data-dir");
        }
        boolean wasOpen = PrivateFiles.isOpenToOthers(attributes.permissions());
        if (wasOpen) {
            refuseSharedFolder();
            PrivateFiles.restrictFolder(path);
        }
        boolean hadOpenFiles = restrictFiles(user);
        if (wasOpen || hadOpenFiles) {
            notes.accept((wasOpen ? "the folder " : "a file in the folder ") + given + " was open to other users"
                    + (wasOpen ? " (" + PosixFilePermissions.toString(attributes.permissions()) + ")" : "")
                    + "; the folder and its files are for the user "
                    + attributes.owner().getName() + " alone now");
        }
    }

    /** Refuses a folder that may have been named by mistake and that other users need, such as a home or /etc. */
    private void refuseSharedFolder() throws IOException, KeyStoreException {
        try (Stream<Path> files = Files.list(path)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            if (!names.isEmpty() && names.stream().noneMatch(OURS::contains)) {
                throw new KeyStoreException(
                        "the folder " + given + " is open to other users and holds other things: name"
                                + " a folder for the keys alone with --data-dir, or make this one private with 'chmod 700'");
            }
        }
    }

    private boolean restrictFiles(UserPrincipal user) throws IOException, KeyStoreException {
        boolean hadOpenFiles = false;
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.toList();
        }
        for (Path file : files) {
            hadOpenFiles |= restrictFile(file, user);
        }
        return hadOpenFiles;
    }

    private boolean restrictFile(Path file, UserPrincipal user) throws IOException, KeyStoreException {
        try {
            PosixFileAttributes attributes = attributes(file);
            if (!attributes.owner().equals(user)) {
                throw new KeyStoreException(given.resolve(file.getFileName()) + " belongs to the user "
                        + attributes.owner().getName() + ", who may change it: remove it");
            }
            boolean holdsData = !attributes.isDirectory() && !attributes.isSymbolicLink();
            if (holdsData && PrivateFiles.isOpenToOthers(attributes.permissions())) {
                PrivateFiles.restrictFile(file);
                return true;
            }
        } catch (NoSuchFileException e) {
            // It was a temporary file of the process that has the database open.
        }
        return false;
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder, without symbolic links. */
    public Path path() {
        return path;
    }

    /** The folder as it was given, for messages. */
    @Override
    public String toString() {
        return given.toString();
    }
}
