package dev.keystile.cli;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.store.KeyStoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accounts import}: imports accounts from a CSV file into a database. */
@Command(
        name = "import",
        description =
                "Adds the accounts of a CSV file to a database: all of them or none. The first line names the columns:"
                        + " id,name and, if wanted, plan and metadata.NAME.")
final class AccountImportCommand implements Callable<Integer> {

    private static final String METADATA = "metadata.";

    private record Imported(int accounts) {}

    @Option(
            names = "--file",
            required = true,
            paramLabel = "FILE",
            converter = InputFile.Converter.class,
            description = "the CSV file; - for standard input")
    private InputFile file = new InputFile("accounts.csv");

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    @Mixin
    private final Console console;

    private final CommandContext context;

    AccountImportCommand(CommandContext context) {
        this.context = context;
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        CsvFile csv = CsvFile.read(
                file, context, List.of("id", "name"), List.of("plan"), column -> column.startsWith(METADATA));
        List<AccountRequest> requests =
                csv.rows().stream().map(AccountImportCommand::request).toList();
        int imported = context.onMigratedDatabase(place.address(), database -> run(database.accounts(), csv, requests));
        if (console.isJson()) {
            console.json(new Imported(imported));
        } else {
            console.result(imported + " accounts are in " + place.address() + ".");
        }
        return 0;
    }

    private static AccountRequest request(CsvRow row) {
        return new AccountRequest(
                row.get("id").isEmpty() ? null : row.get("id"),
                row.get("name"),
                row.get("plan"),
                row.withPrefix(METADATA));
    }

    private int run(AccountAdmin accounts, CsvFile csv, List<AccountRequest> requests)
            throws AdminException, CommandException {
        ProgressBar bar = new ProgressBar(context.err(), requests.size(), context.hasTerminal());
        try {
            return accounts.importAll(context.actor(), requests, done -> {
                        context.checkCaller();
                        bar.show(done);
                    })
                    .size();
        } catch (RejectedRowException e) {
            throw csv.error(csv.rows().get(e.row()), String.valueOf(e.getMessage()));
        }
    }
}
