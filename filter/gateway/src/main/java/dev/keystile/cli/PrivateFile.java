package dev.keystile.cli;

import dev.keystile.cli.internal.database.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new file of this process, which only its owner can read. */
final class PrivateFile implements PrivateOutput {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);

    private final Path path;
    private boolean saved;

    private PrivateFile(Path path) {
        this.path = path;
    }

    /** @throws CommandException if it is there already, or cannot be made */
    static PrivateFile create(OutputFile file) throws CommandException {
        try {
            Path path = Path.of(file.name()).toAbsolutePath();
            Files.createFile(path, PrivateFiles.forFile(path));
            return new PrivateFile(path);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file.name() + " is there already; name a file that is not, or remove it");
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no folder for " + file.name());
        } catch (IOException | InvalidPathException e) {
            throw new CommandException("cannot make " + file.name() + ": "
                    + (e instanceof FileSystemException ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }

    @Override
    public void save(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            saved = true;
        }
    }

    @Override
    public void close() {
        if (!saved) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn("{} is left behind, without a key: {}", path, e.getMessage());
            }
        }
    }
}
