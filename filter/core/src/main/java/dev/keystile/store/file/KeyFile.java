package dev.keystile.store.file;

import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.WatchedFile;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyStoreException;
import dev.keystile.yaml.YamlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a key file: environments and keys, each in the order of their creation.
 *
 * @param environments the environments
 * @param keys the keys; no two have the same id or digest
 */
public record KeyFile(List<Environment> environments, List<KeyRecord> keys) {

    private static final int MAX_MEBIBYTES = 256;

    /** Copies the lists. */
    public KeyFile {
        environments = List.copyOf(environments);
        keys = List.copyOf(keys);
    }

    /**
     * Reads the text of a key file.
     *
     * @param name the name of the file for messages
     * @throws KeyStoreException if something in it is unknown or wrong; the message names the line and what would be right
     */
    public static KeyFile parse(String text, String name) throws KeyStoreException {
        try {
            return KeyFileReader.read(text, name);
        } catch (YamlException e) {
            throw new KeyStoreException(e.getMessage());
        }
    }

    /**
     * Reads the content of a key file.
     *
     * @param name the name of the file for messages
     * @throws KeyStoreException if the content is not UTF-8, or something in it is unknown or wrong
     */
    public static KeyFile parse(byte[] content, String name) throws KeyStoreException {
        return parse(ByteBuffer.wrap(content), name);
    }

    private static KeyFile parse(ByteBuffer content, String name) throws KeyStoreException {
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(content).toString(), name);
        } catch (CharacterCodingException e) {
            throw new KeyStoreException(name + " is not UTF-8", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws KeyStoreException if the file cannot be read, or something in it is unknown or wrong
     */
    public static KeyFile read(Path path) throws KeyStoreException {
        return of(watch(path).read(), path);
    }

    /** A watch on a key file. */
    static WatchedFile watch(Path path) {
        return WatchedFile.of(path, MAX_MEBIBYTES << 20);
    }

    /** The content that a watch has read. */
    static KeyFile of(WatchedFile.Content content, Path path) throws KeyStoreException {
        try {
            return parse(content.bytes(), String.valueOf(path.getFileName()));
        } catch (NoSuchFileException e) {
            throw new UnreadableKeyFileException("there is no key file " + path.toAbsolutePath());
        } catch (RegularFile.NotRegularException e) {
            throw new UnreadableKeyFileException("the key file " + e.getMessage());
        } catch (IOException e) {
            throw new UnreadableKeyFileException(
                    "cannot read the key file " + path.toAbsolutePath() + ": " + reason(e));
        }
    }

    private static @Nullable String reason(IOException e) {
        if (e instanceof RegularFile.TooLargeException) {
            return "it is larger than " + MAX_MEBIBYTES + " MiB; keep so many keys in SQL";
        }
        return e instanceof FileSystemException ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The text of the file, without the comments of an earlier file. Reading it gives this content. */
    public String render() {
        return KeyFileWriter.write(this);
    }

    /** The environment with this id. */
    public Optional<Environment> environment(String id) {
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst();
    }

    /** The key with this id. */
    public Optional<KeyRecord> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** This content with an additional environment. */
    public KeyFile with(Environment environment) {
        List<Environment> more = new ArrayList<>(environments);
        more.add(environment);
        return new KeyFile(more, keys);
    }

    /** This content with a key, which replaces the key with the same id. */
    public KeyFile with(KeyRecord key) {
        Map<String, KeyRecord> byId = new LinkedHashMap<>();
        keys.forEach(known -> byId.put(known.id(), known));
        byId.put(key.id(), key);
        return new KeyFile(environments, List.copyOf(byId.values()));
    }

    /** The keys by their digest. */
    Map<KeyDigest, KeyRecord> byDigest() {
        Map<KeyDigest, KeyRecord> byDigest = new LinkedHashMap<>();
        keys.forEach(key -> byDigest.put(key.digest(), key));
        return Collections.unmodifiableMap(byDigest);
    }
}
