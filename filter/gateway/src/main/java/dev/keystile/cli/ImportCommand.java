package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.KeyFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys import}: imports a key file into a database. */
@Command(name = "import", description = "Moves the keys of a key file into a database: all of them or none.")
final class ImportCommand implements Callable<Integer> {

    private record Imported(int environments, int keys) {}

    @Option(
            names = "--file",
            required = true,
            paramLabel = "FILE",
            converter = InputFile.Converter.class,
            description = "the key file; - for standard input")
    private InputFile file = new InputFile("keys.yaml");

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    @Mixin
    private final Console console;

    private final CommandContext context;

    ImportCommand(CommandContext context) {
        this.context = context;
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        KeyFile keys = KeyFile.parse(file.read(context), file.label());
        ProgressBar bar = new ProgressBar(context.err(), keys.keys().size(), context.hasTerminal());
        context.onMigratedDatabase(place.address(), database -> {
            database.keyImport(context.actor()).run(keys, done -> {
                context.checkCaller();
                bar.show(done);
            });
            return keys;
        });
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
