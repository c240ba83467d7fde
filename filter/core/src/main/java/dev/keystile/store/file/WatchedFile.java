package dev.keystile.store.file;

import dev.keystile.file.RegularFile;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key file that may change at any time. A change counts once two looks in a row find the same, because
 * a file that is written in place, or deleted and made again, can be caught half-way.
 *
 * <p>The content is compared, not only its time. A file over 1 MiB is read only where its size, identity
 * or times are others than at the two looks before.
 */
final class WatchedFile {

    private static final long LARGE = 1 << 20;
    private static final int MAX_MEBIBYTES = 256;

    private final Path path;
    private final String attributes;
    private @Nullable Sight used;
    private @Nullable Sight last;
    private Map<String, Object> lastStamp = Map.of();
    private boolean stampIsProven;

    WatchedFile(Path path) {
        this.path = path;
        this.attributes = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? "unix:size,lastModifiedTime,ctime,fileKey"
                : "size,lastModifiedTime,fileKey";
    }

    /** What a look came to. */
    sealed interface Look {

        /** The file says what it said before. */
        record Same() implements Look {}

        /** Something is happening to it. */
        record Settling() implements Look {}

        /** It says something else. */
        record Changed(KeyFile content) implements Look {}
    }

    /** What can be seen of the file: its bytes, or why they cannot be read. */
    private record Sight(
            @Nullable ByteBuffer bytes, @Nullable String failure) {

        ByteBuffer readable() throws KeyStoreException {
            if (bytes == null) {
                throw new KeyStoreException(String.valueOf(failure));
            }
            return bytes;
        }
    }

    /** Reads the file as it is now. */
    KeyFile read() throws KeyStoreException {
        Sight sight = see();
        KeyFile content = parse(sight);
        used = sight;
        return content;
    }

    /**
     * Looks whether the file has changed.
     *
     * @throws KeyStoreException if it is broken or gone
     */
    Look look() throws KeyStoreException {
        Sight sight = see();
        boolean settled = sight.equals(last);
        last = sight;
        if (sight.equals(used)) {
            return new Look.Same();
        }
        if (!settled) {
            return new Look.Settling();
        }
        KeyFile content = parse(sight);
        used = sight;
        return new Look.Changed(content);
    }

    private Sight see() {
        String problem = RegularFile.problem(path, "the key file");
        if (problem != null) {
            return new Sight(null, problem);
        }
        try {
            Map<String, Object> stamp = Files.readAttributes(path, attributes);
            boolean sameStamp = stamp.equals(lastStamp);
            if (sameStamp && stampIsProven && last != null && stamp.get("size") instanceof Long size && size > LARGE) {
                return last;
            }
            stampIsProven = sameStamp;
            lastStamp = stamp;
            return new Sight(ByteBuffer.wrap(RegularFile.read(path, MAX_MEBIBYTES << 20)), null);
        } catch (NoSuchFileException e) {
            return new Sight(null, "there is no key file " + path.toAbsolutePath());
        } catch (RegularFile.TooLargeException e) {
            return new Sight(
                    null,
                    "cannot read the key file " + path.toAbsolutePath() + ": it is larger than " + MAX_MEBIBYTES
                            + " MiB; keep so many keys in SQL");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException ? e.getClass().getSimpleName() : e.getMessage();
            return new Sight(null, "cannot read the key file " + path.toAbsolutePath() + ": " + reason);
        }
    }

    private KeyFile parse(Sight sight) throws KeyStoreException {
        return KeyFile.parse(sight.readable().duplicate(), name());
    }

    private String name() {
        return String.valueOf(path.getFileName());
    }

    /** The path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
