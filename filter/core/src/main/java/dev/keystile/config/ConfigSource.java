package dev.keystile.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A configuration's text and where it comes from.
 *
 * @param name what messages call it
 * @param text the YAML
 * @param directory the folder that relative paths in it are relative to
 */
public record ConfigSource(String name, String text, Path directory) {

    /**
     * A file; messages call it by its last name.
     *
     * @throws ConfigException if it cannot be read
     */
    public static ConfigSource of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        if (directory == null || name == null) {
            throw new ConfigException(file + " is a folder; the configuration must be a file");
        }
        try {
            return new ConfigSource(name.toString(), decode(file.toString(), Files.readAllBytes(file)), directory);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + absolute, e);
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration file " + absolute, e);
        }
    }

    /**
     * A stream, which is read to its end and not closed.
     *
     * @throws ConfigException if it cannot be read
     */
    public static ConfigSource of(String name, InputStream yaml, Path directory) {
        try {
            return new ConfigSource(name, decode(name, yaml.readAllBytes()), directory);
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration " + name, e);
        }
    }

    private static String decode(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + " is not UTF-8", e);
        }
    }

    /** The name and the folder: the text may hold a password. */
    @Override
    public String toString() {
        return "ConfigSource[" + name + " in " + directory + "]";
    }
}
