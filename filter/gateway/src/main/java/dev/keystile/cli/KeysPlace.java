package dev.keystile.cli;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileAdminStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options for the keys of a command: a key file, a data folder, or a database. */
final class KeysPlace implements DataPlace {

    static final Path DATA_DIR = Path.of("keystile-data");

    private final CommandContext context;

    @ArgGroup
    private @Nullable KeyLocation place;

    KeysPlace(CommandContext context) {
        this.context = context;
    }

    private static final class KeyLocation {
        @Option(names = "--file", paramLabel = "FILE", description = "a key file")
        private @Nullable Path file;

        @Option(
                names = "--data-dir",
                paramLabel = "FOLDER",
                description =
                        "the folder of an embedded database, also while a service runs on it. Default: keystile-data")
        private @Nullable Path dataDir;

        @ArgGroup(exclusive = false)
        private @Nullable DatabaseOptions database;
    }

    /** The work of a command on the keys; the actor is the user who runs the command. */
    @FunctionalInterface
    interface KeyWork<T> {
        T with(KeyAdmin keys, Actor actor) throws AdminException;
    }

    /** The work of a command on the accounts; the actor is the user who runs the command. */
    @FunctionalInterface
    interface AccountWork<T> {
        T with(AccountAdmin accounts, Actor actor) throws AdminException;
    }

    <T> T use(KeyWork<T> work) throws KeyStoreException, AdminException, CommandException {
        FileAdminStore file = file();
        return file != null
                ? work.with(KeyAdmin.on(file), context.actor())
                : context.onDatabase(address(), database -> work.with(database.admin(), context.actor()));
    }

    <T> T useAccounts(AccountWork<T> work) throws KeyStoreException, AdminException, CommandException {
        FileAdminStore file = file();
        return file != null
                ? work.with(AccountAdmin.on(file), context.actor())
                : context.onDatabase(address(), database -> work.with(database.accounts(), context.actor()));
    }

    /** The key file; null if the keys are in a database. */
    private @Nullable FileAdminStore file() throws CommandException {
        if (place == null || place.file == null) {
            return null;
        }
        if (Files.notExists(place.file)) {
            throw new CommandException("there is no key file " + place.file.toAbsolutePath()
                    + ": make one that says {environments: [{id: demo, name: Demo, project-id: project_1}], keys: []}");
        }
        return new FileAdminStore(place.file);
    }

    /** Null if the keys are in a file or in another database. */
    @Override
    public @Nullable Path folder() {
        if (place == null) {
            return DATA_DIR;
        }
        return place.dataDir;
    }

    private DatabaseAddress address() {
        if (place != null && place.database != null) {
            return place.database.address();
        }
        Path folder = folder();
        return DatabaseAddress.inFolder(folder == null ? DATA_DIR : folder);
    }
}
