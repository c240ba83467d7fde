package dev.keystile.cli;

import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.RegularFile.NotRegularException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * A file that a command reads. An option of this type is what lets a service read the file from the process in which the
 * command was typed.
 *
 * @param name its path as it was typed, or {@code -} for standard input
 */
public record InputFile(String name) {

    private static final int MAX_BYTES = 256 * 1024 * 1024;
    static final InputFile STANDARD_INPUT = new InputFile("-");

    boolean isStandardInput() {
        return equals(STANDARD_INPUT);
    }

    /** What messages call it. */
    String label() {
        return isStandardInput()
                ? "standard input"
                : String.valueOf(Path.of(name).getFileName());
    }

    /** Its whole content. */
    byte[] read(CommandContext context) throws CommandException {
        try (InputStream in = context.open(this)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES / (1024 * 1024) + " MiB");
            }
            return content;
        } catch (IOException e) {
            throw new CommandException("cannot read " + label() + ": " + e.getMessage());
        }
    }

    /**
     * Opens it in this process.
     *
     * @throws NotRegularException if it is a folder, a FIFO or a device
     */
    InputStream open() throws IOException {
        if (isStandardInput()) {
            return System.in;
        }
        RegularFile.require(Path.of(name));
        return Files.newInputStream(Path.of(name));
    }

    /** Why it cannot be read, without the name where somebody else tells it. */
    static String reason(IOException e) {
        return e instanceof NotRegularException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<InputFile> {
        @Override
        public InputFile convert(String value) {
            return new InputFile(value);
        }
    }
}
