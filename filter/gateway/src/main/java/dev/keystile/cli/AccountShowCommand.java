package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accounts show}: shows an account. */
@Command(name = "show", description = "Shows an account: name, state, plan, Project IDs and metadata.")
final class AccountShowCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "ACCOUNT_ID", description = "the id of the account")
    private String id = "";

    AccountShowCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        AccountView.of(place.useAccounts((accounts, actor) -> accounts.describe(id)))
                .print(console);
        return 0;
    }
}
