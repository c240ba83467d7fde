package dev.keystile.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files that must be regular, up to a max size. Opening a FIFO would block until there is a writer, and some devices
 * never end.
 */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Requires that a path is a regular file or does not exist.
     *
     * @throws NotRegularException if the path is a folder, a FIFO, a device or a socket
     */
    public static void require(Path path) throws NotRegularException {
        if (!Files.isRegularFile(path) && !Files.notExists(path)) {
            throw new NotRegularException(path);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param max the max size in bytes
     * @throws NotRegularException if the path is not a regular file
     * @throws TooLargeException if the file is larger
     * @throws IOException if the file cannot be read
     */
    public static byte[] read(Path path, int max) throws IOException {
        require(path);
        try (InputStream file = Files.newInputStream(path)) {
            // The file may grow while it is read.
            byte[] bytes = Files.size(path) > max ? null : file.readNBytes(max + 1);
            if (bytes == null || bytes.length > max) {
                throw new TooLargeException(max);
            }
            return bytes;
        }
    }

    /** A path is not a regular file; the message says what it is. */
    public static final class NotRegularException extends IOException {

        private static final long serialVersionUID = 1L;

        NotRegularException(Path path) {
            super(path.toAbsolutePath() + " is "
                    + (Files.isDirectory(path) ? "a folder" : "a FIFO, a device or a socket")
                    + "; it must be a regular file");
        }
    }

    /** A file is larger than the max size. */
    public static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException(int max) {
            super("larger than " + max + " bytes");
        }
    }
}
