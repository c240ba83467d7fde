package dev.keystile.cli.internal.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files and folders that only their owner can use, on file systems with POSIX permissions. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Whether the file system of a path has POSIX permissions and owners. */
    public static boolean supportedAt(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The attributes to make a private file with; none if the file system has no POSIX permissions. */
    public static FileAttribute<?>[] forFile(Path file) {
        return supportedAt(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                : new FileAttribute<?>[0];
    }

    /**
     * Makes an empty file with mode 0600.
     *
     * @return false if the file exists already; it is unchanged
     */
    static boolean makeIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, forFile(file));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Makes a folder with mode 0700; missing folders above it get the mode of the umask. */
    static void makeFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (supportedAt(folder)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** Sets the mode 0600. Does nothing if the file system has no POSIX permissions. */
    public static void restrictFile(Path file) throws IOException {
        if (supportedAt(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Sets the mode 0700. */
    static void restrictFolder(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    /** Whether the permissions allow anything to other users than the owner. */
    public static boolean isOpenToOthers(Set<PosixFilePermission> permissions) {
        return !FOLDER.containsAll(permissions);
    }
}
