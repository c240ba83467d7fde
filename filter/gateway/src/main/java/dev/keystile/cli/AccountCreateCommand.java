package dev.keystile.cli;

import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.gateway.internal.json.Json;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accounts create}: creates an account, and its first keys with {@code --keys}. */
@Command(
        name = "create",
        description =
                "Makes an account, with a project in each environment, and prints its id or, with --keys, its first"
                        + " keys, this once.")
final class AccountCreateCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "what people call the customer")
    private String name = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "your own id of the customer, such as cus_42; a new id, if left out")
    private @Nullable String id;

    @Option(names = "--plan", paramLabel = "PLAN", description = "your name of what the customer has booked")
    private String plan = "";

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "repeatable; a value of your own, such as region=eu, which the service's handlers get")
    private Map<String, String> metadata = Map.of();

    @Option(names = "--keys", description = "also a publishable and a secret key for each environment")
    private boolean keys;

    @Option(
            names = "--key-out",
            paramLabel = "FILE",
            converter = OutputFile.Converter.class,
            description = "a new file for the keys, as JSON, mode 0600; the keys are not printed then")
    private @Nullable OutputFile file;

    private final CommandContext context;

    AccountCreateCommand(CommandContext context) {
        this.context = context;
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        if (file != null && !keys) {
            throw new UsageException("--key-out is for the keys of --keys: give both");
        }
        AccountRequest request = AccountRequest.of(name).id(id).plan(plan).metadata(metadata);
        if (file == null) {
            CreatedAccountView.of(create(request)).print(console);
            return 0;
        }
        try (PrivateOutput output = context.create(file)) {
            CreatedAccount created = create(request);
            save(created, output, file.name());
            CreatedAccountView.of(created).inFile(file.name()).print(console);
        }
        return 0;
    }

    private CreatedAccount create(AccountRequest request) throws KeyStoreException, AdminException, CommandException {
        return place.useAccounts(
                (accounts, actor) -> keys ? accounts.createWithKeys(actor, request) : accounts.create(actor, request));
    }

    private static void save(CreatedAccount created, PrivateOutput output, String file) throws CommandException {
        try {
            output.save(Json.text(CreatedAccountView.pairs(created)) + "\n");
        } catch (IOException e) {
            throw new CommandException("the account " + created.description().id()
                    + " is made and its keys cannot be written to " + file + ": " + e.getMessage()
                    + "; roll the keys");
        }
    }
}
