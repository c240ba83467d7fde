package dev.keystile.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads regular files only: opening a FIFO waits for a writer, and some devices never end. */
public final class RegularFile {

    private static final int MAX_MEBIBYTES = 256;

    private RegularFile() {}

    /** Why a path does not lead to a regular file; null if it does, or to nothing. */
    public static @Nullable String problem(Path path) {
        if (Files.isRegularFile(path) || Files.notExists(path)) {
            return null;
        }
        return "the key file " + path.toAbsolutePath() + " is "
                + (Files.isDirectory(path) ? "a folder" : "a FIFO, a device or a socket")
                + "; it must be a regular file";
    }

    /** @throws IOException if it cannot be read, or is too large */
    static byte[] read(Path path) throws IOException {
        int max = MAX_MEBIBYTES << 20;
        try (InputStream file = Files.newInputStream(path)) {
            // It may grow while it is read.
            byte[] bytes = Files.size(path) > max ? null : file.readNBytes(max + 1);
            if (bytes == null || bytes.length > max) {
                throw new IOException("it is larger than " + MAX_MEBIBYTES + " MiB; keep so many keys in SQL");
            }
            return bytes;
        }
    }
}
