package dev.keystile.demo.command;

import dev.keystile.admin.AdminException;
import dev.keystile.cli.CommandContext;
import dev.keystile.cli.CommandException;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The key file in which an earlier version kept its keys. It is moved into the database once. */
final class EarlierKeys {

    private final Path file;
    private final KeyFile keys;

    private EarlierKeys(Path file, KeyFile keys) {
        this.file = file;
        this.keys = keys;
    }

    /** The key file in a folder; null if there is none. */
    static @Nullable EarlierKeys read(Path folder) throws KeyStoreException {
        Path file = folder.resolve("keys.yaml");
        return Files.exists(file) ? new EarlierKeys(file, KeyFile.read(file)) : null;
    }

    /** Imports the keys, and renames the file, which is no longer in use. */
    void moveInto(KeyDatabase database, CommandContext context)
            throws KeyStoreException, AdminException, CommandException {
        if (!database.admin().environments().isEmpty()) {
            throw new CommandException("there are keys both in " + file + " and in the database; move the file away, or"
                    + " into the database with 'keys import --file " + file + "', and remove it");
        }
        database.keyImport(context.actor()).run(keys, done -> {});
        Path imported = file.resolveSibling("keys.yaml.imported");
        try {
            Files.move(file, imported);
            if (!KeyFile.read(imported).equals(keys)) {
                Files.move(imported, file);
                throw new CommandException(file + " was changed while it was moved into the database; make the change"
                        + " there too, and remove the file");
            }
        } catch (IOException e) {
            throw new CommandException("the keys of " + file + " are in the database, and the file cannot be renamed;"
                    + " remove it: " + e.getMessage());
        }
        context.warn("what was in " + file + " (keys: " + keys.keys().size() + ") is in the database now; the file is "
                + imported);
    }
}
