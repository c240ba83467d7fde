package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the output of a new key: standard output, or a file. */
final class KeyOutput {

    private final CommandContext context;

    @Option(
            names = "--key-out",
            paramLabel = "FILE",
            converter = OutputFile.Converter.class,
            description = "a new file for the key, mode 0600; the key is not printed then")
    private @Nullable OutputFile file;

    KeyOutput(CommandContext context) {
        this.context = context;
    }

    /** Creates a key. */
    @FunctionalInterface
    interface Issue {
        IssuedKey run() throws KeyStoreException, AdminException, CommandException;
    }

    /**
     * Creates a key and prints it. The file is created first, so that no key is lost if the file cannot be created.
     *
     * @param replaces the id of the key that it replaces; null for none
     */
    void show(Console console, @Nullable String replaces, Issue issue)
            throws KeyStoreException, AdminException, CommandException {
        if (file == null) {
            IssuedView.of(issue.run(), replaces).print(console);
            return;
        }
        try (PrivateOutput output = context.create(file)) {
            IssuedKey issued = issue.run();
            save(issued, output, file.name());
            IssuedView.inFile(issued, file.name(), replaces).print(console);
        }
    }

    private static void save(IssuedKey issued, PrivateOutput output, String file) throws CommandException {
        try {
            output.save(issued.key() + "\n");
        } catch (IOException e) {
            throw new CommandException("the key " + issued.record().id() + " is made and cannot be written to " + file
                    + ": " + e.getMessage() + "; roll or revoke the key");
        }
    }
}
