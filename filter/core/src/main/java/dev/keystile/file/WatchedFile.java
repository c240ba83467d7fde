package dev.keystile.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that may change at any time. A change counts once two looks in a row find the same, because a file that is
 * written in place, or deleted and made again, can be caught half-way. Only regular files of a bounded size are read.
 *
 * <p>The content is compared, not only its time. A large file is read only where its size, identity or times are others
 * than at the two looks before.
 *
 * <pre>{@code
 * if (file.look() instanceof WatchedFile.Look.Changed changed) {
 *     settings = parse(changed.content().text());
 *     file.use(changed.content());
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads at once.
 */
public final class WatchedFile {

    private static final long LARGE = 1 << 20;

    private final Path path;
    private final int maxBytes;
    private final long large;
    private final String attributes;
    private @Nullable Content used;
    private @Nullable Content last;
    private Map<String, Object> lastStamp = Map.of();
    private boolean stampIsProven;

    private WatchedFile(Path path, int maxBytes, long large) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.large = large;
        this.attributes = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? "unix:size,lastModifiedTime,ctime,fileKey"
                : "size,lastModifiedTime,fileKey";
    }

    /**
     * A file whose content is compared at every look, if it is not over 1 MiB.
     *
     * @param maxBytes the most bytes that it may have; with more it counts as unreadable
     */
    public static WatchedFile of(Path path, int maxBytes) {
        return new WatchedFile(path, maxBytes, LARGE);
    }

    /** A file that is looked at so often that it is treated as a large one, whatever its size. */
    public static WatchedFile ofFrequentLooks(Path path, int maxBytes) {
        return new WatchedFile(path, maxBytes, -1);
    }

    /** What a look came to. */
    public sealed interface Look {

        /** The file says what is in use. */
        record Same() implements Look {}

        /** Something is happening to it. */
        record Settling() implements Look {}

        /** It says something else, or it cannot be read. */
        record Changed(Content content) implements Look {}
    }

    /** What can be seen of a file: its bytes, or why they cannot be read. */
    public static final class Content {

        private final @Nullable ByteBuffer bytes;
        private final @Nullable IOException failure;

        private Content(@Nullable ByteBuffer bytes, @Nullable IOException failure) {
            this.bytes = bytes;
            this.failure = failure;
        }

        /** The content of a file that says this, in UTF-8. */
        public static Content of(String text) {
            return new Content(StandardCharsets.UTF_8.encode(text), null);
        }

        /**
         * The file's bytes, read-only.
         *
         * @throws IOException if they could not be read; a {@link java.nio.file.NoSuchFileException} if there was no file
         */
        public ByteBuffer bytes() throws IOException {
            if (bytes == null) {
                throw failure == null ? new IOException("unreadable") : failure;
            }
            return bytes.asReadOnlyBuffer();
        }

        /**
         * The file's text.
         *
         * @throws CharacterCodingException if it is not UTF-8
         * @throws IOException as for {@link #bytes()}
         */
        public String text() throws IOException {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content content
                    && (bytes == null
                            ? String.valueOf(failure).equals(String.valueOf(content.failure))
                            : bytes.equals(content.bytes));
        }

        @Override
        public int hashCode() {
            return bytes == null ? String.valueOf(failure).hashCode() : bytes.hashCode();
        }
    }

    /** Reads the file as it is now. It is not in use before {@link #use(Content)}. */
    public Content read() {
        return see();
    }

    /** What the file says from now on, as far as its user is concerned: a look that finds it is the same. */
    public void use(Content content) {
        used = content;
    }

    /** Looks whether the file says something else than what is in use, and has said it at the last look too. */
    public Look look() {
        return look(true);
    }

    /** As {@link #look()}, and a change counts at once: for content that cannot be taken for whole when it is half. */
    public Look lookOnce() {
        return look(false);
    }

    private Look look(boolean twice) {
        Content content = see();
        boolean settled = !twice || content.equals(last);
        last = content;
        if (content.equals(used)) {
            return new Look.Same();
        }
        return settled ? new Look.Changed(content) : new Look.Settling();
    }

    private Content see() {
        try {
            RegularFile.require(path);
            Map<String, Object> stamp = Files.readAttributes(path, attributes);
            boolean sameStamp = stamp.equals(lastStamp);
            if (sameStamp && stampIsProven && last != null && stamp.get("size") instanceof Long size && size > large) {
                return last;
            }
            stampIsProven = sameStamp;
            lastStamp = stamp;
            return new Content(ByteBuffer.wrap(RegularFile.read(path, maxBytes)), null);
        } catch (IOException e) {
            return new Content(null, e);
        }
    }

    /** The path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
