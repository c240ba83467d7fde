package dev.keystile.cli;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.DatabaseLock;
import dev.keystile.cli.internal.database.LockWait;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options for the database of a command: the embedded database in a data folder, or another. */
public final class DatabasePlace implements DataPlace {

    @ArgGroup
    private @Nullable DatabaseLocation place;

    private static final class DatabaseLocation {
        @Option(
                names = "--data-dir",
                paramLabel = "FOLDER",
                description = "where the embedded database is kept. Default: keystile-data")
        private @Nullable Path dataDir;

        @ArgGroup(exclusive = false)
        private @Nullable DatabaseOptions database;
    }

    @Override
    public @Nullable Path folder() {
        if (place != null && place.database != null) {
            return null;
        }
        return place == null || place.dataDir == null ? KeysPlace.DATA_DIR : place.dataDir;
    }

    /** The database. */
    public DatabaseAddress address() {
        Path folder = folder();
        return folder != null ? DatabaseAddress.inFolder(folder) : other();
    }

    private DatabaseAddress other() {
        if (place == null || place.database == null) {
            throw new IllegalStateException("neither a folder nor a database");
        }
        return place.database.address();
    }

    /**
     * Locks the embedded database for this process. Waits for another process that has the lock, within a bound.
     *
     * @return null if the database is not the embedded one
     */
    public @Nullable DatabaseLock lock(String command, CommandContext context) throws KeyStoreException {
        Path folder = folder();
        return folder == null
                ? null
                : DatabaseLock.acquire(DataPlace.prepare(folder, context), command, LockWait.start());
    }

    /** The options with which another command uses the same database, for messages. */
    public String options() {
        Path folder = folder();
        return folder != null
                ? " --data-dir " + ShellText.quote(folder.toString())
                : " --database-url " + ShellText.quote(other().description());
    }
}
