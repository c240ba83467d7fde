package dev.keystile.internal.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the owner, group and permissions of files on POSIX file systems. Does nothing on other file systems. */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private Ownership() {}

    /** The attributes to make a file with that only its owner may read and write. */
    static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE))}
                : new FileAttribute<?>[0];
    }

    /** Copies the owner, group and permissions of a file, as far as this process may set them. */
    static void copy(Path from, Path to) throws IOException {
        PosixFileAttributeView view = view(to);
        if (view != null) {
            PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
            try {
                copyOwner(wanted, view);
            } catch (IOException e) {
                LOG.warn("{} belongs to another owner or group than before: {}", from, e.getMessage());
            }
            view.setPermissions(wanted.permissions());
        }
    }

    /**
     * Restricts a lock file to the users who may write the locked file, because every user who can open the lock file,
     * even only to read, can hold the lock.
     *
     * @param file the locked file; if it does not exist, only the owner of the lock file may use that
     */
    static void restrictToWriters(Path file, Path lockFile) throws IOException {
        PosixFileAttributeView view = view(lockFile);
        if (view == null) {
            return;
        }
        PosixFileAttributes locked = Files.exists(file) ? Files.readAttributes(file, PosixFileAttributes.class) : null;
        try {
            if (locked != null) {
                copyOwner(locked, view);
            }
        } catch (IOException e) {
            LOG.debug("{} keeps its owner and group", lockFile, e);
        }
        PosixFileAttributes before = view.readAttributes();
        Set<PosixFilePermission> wanted = ofWriters(locked, before);
        if (!before.permissions().equals(wanted)) {
            try {
                view.setPermissions(wanted);
            } catch (IOException e) {
                LOG.warn(
                        "{} should have the mode {}: {}",
                        lockFile,
                        PosixFilePermissions.toString(wanted),
                        e.getMessage());
            }
        }
    }

    private static Set<PosixFilePermission> ofWriters(
            @Nullable PosixFileAttributes file, PosixFileAttributes lockFile) {
        Set<PosixFilePermission> permissions = EnumSet.of(OWNER_READ, OWNER_WRITE);
        if (file != null
                && file.permissions().contains(GROUP_WRITE)
                && file.group().equals(lockFile.group())) {
            permissions.addAll(EnumSet.of(GROUP_READ, GROUP_WRITE));
        }
        if (file != null && file.permissions().contains(OTHERS_WRITE)) {
            permissions.addAll(EnumSet.of(OTHERS_READ, OTHERS_WRITE));
        }
        return permissions;
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static void copyOwner(PosixFileAttributes wanted, PosixFileAttributeView view) throws IOException {
        if (!view.readAttributes().owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
        if (!view.readAttributes().group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
    }
}
