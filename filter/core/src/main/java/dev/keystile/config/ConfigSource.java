package dev.keystile.config;

import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.RegularFile.NotRegularException;
import dev.keystile.internal.file.RegularFile.TooLargeException;
import dev.keystile.internal.file.WatchedFile;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a configuration and its origin.
 *
 * @param name the name for messages
 * @param text the YAML
 * @param directory the folder to which relative paths in the text are relative
 */
public record ConfigSource(String name, String text, Path directory) {

    private static final int MAX_BYTES = 16 << 20;

    /**
     * A file. Its name for messages is the last part of its path.
     *
     * @throws ConfigException if the file cannot be read
     */
    public static ConfigSource of(Path file) {
        return of(file, () -> ByteBuffer.wrap(RegularFile.read(file, MAX_BYTES)));
    }

    /**
     * The content of a watched file.
     *
     * @throws ConfigException if the file could not be read
     */
    public static ConfigSource of(Path file, WatchedFile.Content content) {
        return of(file, content::bytes);
    }

    private interface Bytes {
        ByteBuffer read() throws IOException;
    }

    private static ConfigSource of(Path file, Bytes content) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        if (directory == null || name == null) {
            throw new ConfigException(file + " is a folder; the configuration must be a file");
        }
        try {
            return new ConfigSource(name.toString(), decode(file.toString(), content.read()), directory);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + absolute, e);
        } catch (NotRegularException | TooLargeException e) {
            throw new ConfigException("cannot read the configuration file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration file " + absolute, e);
        }
    }

    /**
     * A stream, which is read to its end and not closed by this method.
     *
     * @throws ConfigException if the stream cannot be read
     */
    public static ConfigSource of(String name, InputStream yaml, Path directory) {
        try {
            return new ConfigSource(name, decode(name, ByteBuffer.wrap(yaml.readAllBytes())), directory);
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration " + name, e);
        }
    }

    private static String decode(String name, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + " is not UTF-8", e);
        }
    }

    /** The name and the folder, without the text, which may hold a password. */
    @Override
    public String toString() {
        return "ConfigSource[" + name + " in " + directory + "]";
    }
}
