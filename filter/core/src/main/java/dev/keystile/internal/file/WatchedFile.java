package dev.keystile.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that is polled for changes. A change is reported when two polls in a row find the same content, because a file
 * that is being written in place, or deleted and made again, may be read half-way. Only regular files up to a max size are
 * read.
 *
 * <p>The content is compared, not only the time of the last change. A large file is read only if its size, identity or
 * times differ from those at the two polls before.
 *
 * <pre>{@code
 * WatchedFile file = WatchedFile.of(Path.of("keys.yaml"), 1 << 20);
 * if (file.look() instanceof WatchedFile.Look.Changed changed) {
 *     text = changed.content().text();
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
     * A file whose content is read at every look, unless it is larger than 1 MiB.
     *
     * @param maxBytes the max size in bytes; a larger file counts as unreadable
     */
    public static WatchedFile of(Path path, int maxBytes) {
        return new WatchedFile(path, maxBytes, LARGE);
    }

    /** A file for frequent looks: a file of any size is treated as a large one. */
    public static WatchedFile ofFrequentLooks(Path path, int maxBytes) {
        return new WatchedFile(path, maxBytes, -1);
    }

    /** The result of a look. */
    public sealed interface Look {

        /** The content is the one that is in use. */
        record Same() implements Look {}

        /** The content has changed since the last look, and may still be changing. */
        record Settling() implements Look {}

        /**
         * The file has other content than the one in use, or cannot be read.
         *
         * @param content the new content
         */
        record Changed(Content content) implements Look {}
    }

    /** The content of a file: its bytes, or the exception if they could not be read. Immutable. */
    public static final class Content {

        private final @Nullable ByteBuffer bytes;
        private final @Nullable IOException failure;

        private Content(@Nullable ByteBuffer bytes, @Nullable IOException failure) {
            this.bytes = bytes;
            this.failure = failure;
        }

        /** The content of a file with this text, in UTF-8. */
        public static Content of(String text) {
            return new Content(StandardCharsets.UTF_8.encode(text), null);
        }

        /**
         * The file's bytes, read-only.
         *
         * @throws IOException if the file could not be read; a {@link java.nio.file.NoSuchFileException} if there was none
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
         * @throws CharacterCodingException if the bytes are not UTF-8
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

    /** Reads the file. The content is not in use before {@link #use(Content)}. */
    public Content read() {
        return see();
    }

    /** Sets the content that is in use, with which looks compare the file. */
    public void use(Content content) {
        used = content;
    }

    /** Reads the file, and reports a change if the content is not the one in use and is the same as at the last look. */
    public Look look() {
        return look(true);
    }

    /** As {@link #look()}, but reports a change at once: for content of which a half is never valid. */
    public Look lookOnce() {
        return look(false);
    }

    private Look look(boolean mustSettle) {
        Content content = see();
        boolean settled = !mustSettle || content.equals(last);
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
            // A stamp is proven when it was the same at two looks: a file that changes twice within the
            // resolution of its times may have the same stamp with other content.
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
