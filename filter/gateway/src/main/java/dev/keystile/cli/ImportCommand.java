package dev.keystile.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.ImportedKeys;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.KeyFile;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys import}: imports a key file or a CSV file into a database. */
@Command(
        name = "import",
        description =
                "Adds the keys of a key file or a CSV file to a database: all of them or none. The first line of a CSV"
                        + " file names the columns: account,environment,type,name,sha256.")
final class ImportCommand implements Callable<Integer> {

    /**
     * What was imported.
     *
     * @param environments null for a CSV file, which brings none
     */
    private record Imported(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer environments,

            int accounts,
            int keys) {}

    @Option(
            names = "--file",
            required = true,
            paramLabel = "FILE",
            converter = InputFile.Converter.class,
            description = "the key file, or a file whose name ends with .csv; - for standard input")
    private InputFile file = new InputFile("keys.yaml");

    @Option(names = "--csv", description = "the input is CSV; needed for standard input only")
    private boolean csv;

    @Option(
            names = "--create-accounts",
            description = "with CSV: also an account for each id that the database does not have")
    private boolean createAccounts;

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
        boolean isCsv = csv || file.name().toLowerCase(Locale.ROOT).endsWith(".csv");
        if (createAccounts && !isCsv) {
            throw new UsageException("--create-accounts is for CSV files: a key file names its accounts");
        }
        Imported imported = isCsv ? importCsv() : importKeyFile();
        if (console.isJson()) {
            console.json(imported);
        } else {
            console.result(imported.keys() + " keys "
                    + (imported.environments() == null ? "" : "of " + imported.environments() + " environments ")
                    + "are in " + place.address() + ".");
        }
        return 0;
    }

    private Imported importKeyFile() throws KeyStoreException, AdminException, CommandException {
        KeyFile keys = KeyFile.parse(file.read(context), file.label());
        context.onMigratedDatabase(place.address(), database -> {
            database.keyImport(context.actor()).run(keys, progress(keys.keys().size())::show);
            return keys;
        });
        return new Imported(
                keys.environments().size(), keys.accounts().size(), keys.keys().size());
    }

    private Imported importCsv() throws KeyStoreException, AdminException, CommandException {
        KeyCsvImport keys = KeyCsvImport.read(file, context);
        ImportedKeys imported = context.onMigratedDatabase(
                place.address(), database -> keys.run(database.admin(), createAccounts, progress(keys.size())::show));
        return new Imported(null, imported.accounts(), imported.keys());
    }

    private CheckedProgress progress(int all) {
        return new CheckedProgress(context, new ProgressBar(context.err(), all, context.hasTerminal()));
    }

    /** Ends the work if the caller of the command is gone. */
    private record CheckedProgress(CommandContext context, ProgressBar bar) {
        void show(int done) {
            context.checkCaller();
            bar.show(done);
        }
    }
}
