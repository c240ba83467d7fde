package dev.keystile.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads regular files only, and no more of one than a bound: opening a FIFO waits for a writer, some devices never end. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Refuses what is no regular file.
     *
     * @throws NotRegularException if the path leads to something else; not if it leads to nothing
     */
    public static void require(Path path) throws NotRegularException {
        if (!Files.isRegularFile(path) && !Files.notExists(path)) {
            throw new NotRegularException(path);
        }
    }

    /**
     * Reads a file whole.
     *
     * @param max the most bytes that it may have
     * @throws NotRegularException if it is no regular file
     * @throws TooLargeException if it has more
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path path, int max) throws IOException {
        require(path);
        try (InputStream file = Files.newInputStream(path)) {
            // It may grow while it is read.
            byte[] bytes = Files.size(path) > max ? null : file.readNBytes(max + 1);
            if (bytes == null || bytes.length > max) {
                throw new TooLargeException(max);
            }
            return bytes;
        }
    }

    /** Something that is no regular file is in the place of one; the message names it. */
    public static final class NotRegularException extends IOException {

        private static final long serialVersionUID = 1L;

        NotRegularException(Path path) {
            super(path.toAbsolutePath() + " is "
                    + (Files.isDirectory(path) ? "a folder" : "a FIFO, a device or a socket")
                    + "; it must be a regular file");
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
