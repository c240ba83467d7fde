package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accounts resume}: makes a suspended account active again. */
@Command(name = "resume", description = "Makes a suspended account active again.")
final class AccountResumeCommand implements Callable<Integer> {

    @Mixin
    private final AccountChange account;

    AccountResumeCommand(CommandContext context) {
        account = new AccountChange(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        return account.run((accounts, actor) -> accounts.resume(actor, account.id()), "active");
    }
}
