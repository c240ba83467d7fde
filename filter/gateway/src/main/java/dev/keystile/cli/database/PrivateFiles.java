package dev.keystile.cli.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that their owner alone can use, where the file system has POSIX permissions. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Whether there are POSIX permissions and owners at this place. */
    public static boolean supportedAt(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What a file is made with. */
    public static FileAttribute<?>[] forFile(Path file) {
        return supportedAt(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                : new FileAttribute<?>[0];
    }

    /**
     * Makes an empty file with mode 0600.
     *
     * @return false if there is a file already, which stays as it is
     */
    static boolean makeIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, forFile(file));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Makes a folder with mode 0700; those above it are made with the modes of the umask. */
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

    /** Sets mode 0600. */
    public static void restrictFile(Path file) throws IOException {
        if (supportedAt(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Sets mode 0700. */
    static void restrictFolder(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    /** Whether somebody else than the owner may do anything. */
    public static boolean isOpenToOthers(Set<PosixFilePermission> permissions) {
        return !FOLDER.containsAll(permissions);
    }
}
