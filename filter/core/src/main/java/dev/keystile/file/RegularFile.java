package dev.keystile.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads regular files only, and no more of one than a bound: opening a FIFO waits for a writer, some devices never end. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Why a path does not lead to a regular file.
     *
     * @param what what the message calls the file, such as {@code the key file}
     * @return null if it leads to a regular file, or to nothing
     */
    public static @Nullable String problem(Path path, String what) {
        if (Files.isRegularFile(path) || Files.notExists(path)) {
            return null;
        }
        return what + " " + path.toAbsolutePath() + " is "
                + (Files.isDirectory(path) ? "a folder" : "a FIFO, a device or a socket")
                + "; it must be a regular file";
    }

    /**
     * Reads a file whole.
     *
     * @param max the most bytes that it may have
     * @throws TooLargeException if it has more
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path path, int max) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            // It may grow while it is read.
            byte[] bytes = Files.size(path) > max ? null : file.readNBytes(max + 1);
            if (bytes == null || bytes.length > max) {
                throw new TooLargeException(max);
            }
            return bytes;
        }
    }

    /** A file has more bytes than may be read. */
    public static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException(int max) {
            super("larger than " + max + " bytes");
        }
    }
}
