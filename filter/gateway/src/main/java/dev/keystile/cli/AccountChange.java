package dev.keystile.cli;

import dev.keystile.admin.AccountDescription;
import dev.keystile.admin.AdminException;
import dev.keystile.cli.KeysPlace.AccountWork;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of a command that changes one account, and what such a command prints. */
final class AccountChange implements DataPlace {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "ACCOUNT_ID", description = "the id of the account")
    private String id = "";

    AccountChange(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public @Nullable Path folder() {
        return place.folder();
    }

    String id() {
        return id;
    }

    /**
     * Changes the account, and prints it.
     *
     * @param done what has become of the account, for people
     */
    int run(AccountWork<?> change, String done) throws KeyStoreException, AdminException, CommandException {
        AccountDescription changed = place.useAccounts((accounts, actor) -> {
            var unused = change.with(accounts, actor);
            return accounts.describe(id);
        });
        if (console.isJson()) {
            console.json(AccountView.of(changed));
        } else {
            console.result(id + " is " + done + ".");
        }
        return 0;
    }
}
