package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accounts suspend}: has every key of an account refused. */
@Command(name = "suspend", description = "Suspends an account: each of its keys is refused, until 'accounts resume'.")
final class AccountSuspendCommand implements Callable<Integer> {

    @Mixin
    private final AccountChange account;

    AccountSuspendCommand(CommandContext context) {
        account = new AccountChange(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        return account.run((accounts, actor) -> accounts.suspend(actor, account.id()), "suspended");
    }
}
