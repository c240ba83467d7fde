package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accounts close}: closes an account for good. */
@Command(
        name = "close",
        description = "Closes an account for good: revokes all of its keys, and clears its name, plan and metadata.")
final class AccountCloseCommand implements Callable<Integer> {

    @Mixin
    private final AccountChange account;

    AccountCloseCommand(CommandContext context) {
        account = new AccountChange(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        return account.run((accounts, actor) -> accounts.close(actor, account.id()), "closed");
    }
}
