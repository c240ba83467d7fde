package dev.keystile.demo.command;

import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.KeyFile;
import dev.keystile.store.jdbc.KeyImport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a key file into a database. */
@Command(name = "import", description = "Moves the keys of a key file into a database: all of them or none.")
final class ImportCommand implements Callable<Integer> {

    private record Imported(int environments, int keys) {}

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "the key file")
    private Path file = Path.of("keys.yaml");

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    @Mixin
    private final Console console = new Console();

    @Override
    public Integer call() throws KeyStoreException {
        KeyFile keys = KeyFile.read(file);
        ProgressBar bar = new ProgressBar(System.err, keys.keys().size());
        try (DemoDatabase database = DemoDatabase.openAndMigrate(place.address())) {
            new KeyImport(database.dataSource(), InstantSource.system(), CommandActor.get()).run(keys, bar::show);
        }
        Imported imported = new Imported(keys.environments().size(), keys.keys().size());
        if (console.isJson()) {
            console.json(imported);
        } else {
            console.result(imported.keys() + " keys of " + imported.environments() + " environments are in "
                    + place.address() + ".");
        }
        return 0;
    }
}
