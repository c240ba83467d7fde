package dev.keystile.demo.command;

import dev.keystile.demo.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.key.KeyGenerator;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileKeyRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the keys are that a command works on: a key file, the folder of {@code serve}, or a database. */
final class KeysPlace {

    static final Path DATA_DIR = Path.of("keystile-data");

    @ArgGroup
    private @Nullable Place place;

    private static final class Place {
        @Option(names = "--file", paramLabel = "FILE", description = "a key file")
        private @Nullable Path file;

        @Option(
                names = "--data-dir",
                paramLabel = "FOLDER",
                description = "the folder of 'serve', also while it runs. Default: keystile-data")
        private @Nullable Path dataDir;

        @ArgGroup(exclusive = false)
        private @Nullable DatabaseOptions database;
    }

    /** What is done with the keys. */
    @FunctionalInterface
    interface Work<T> {
        T with(KeyRegistry keys) throws KeyStoreException;
    }

    <T> T use(Work<T> work) throws KeyStoreException, CommandException {
        if (place != null && place.file != null) {
            if (Files.notExists(place.file)) {
                throw new CommandException(
                        "there is no key file " + place.file.toAbsolutePath()
                                + ": make one that says {environments: [{id: demo, name: Demo, project-id: project_1}], keys: []}");
            }
            return work.with(new FileKeyRegistry(place.file, new KeyGenerator(), InstantSource.system()));
        }
        try (DemoDatabase database = DemoDatabase.open(database())) {
            return work.with(database.registry(CommandActor.get()));
        }
    }

    private DatabaseAddress database() throws CommandException {
        if (place != null && place.database != null) {
            return place.database.address();
        }
        Path folder = place == null || place.dataDir == null ? DATA_DIR : place.dataDir;
        if (!DatabaseAddress.isInFolder(folder)) {
            throw new CommandException("there are no keys in the folder " + folder
                    + ": start 'serve' once, or name another place with --data-dir, --file or --database-url");
        }
        return DatabaseAddress.inFolder(folder);
    }
}
