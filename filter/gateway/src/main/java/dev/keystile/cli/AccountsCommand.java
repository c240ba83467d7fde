package dev.keystile.cli;

import picocli.CommandLine.Command;

/** The commands that manage accounts. */
@Command(
        name = "accounts",
        description = "Manages accounts in a key file or a database, also beside a running service.",
        subcommands = {
            AccountCreateCommand.class,
            AccountListCommand.class,
            AccountShowCommand.class,
            AccountEditCommand.class,
            AccountSuspendCommand.class,
            AccountResumeCommand.class,
            AccountCloseCommand.class,
            AccountImportCommand.class
        })
public final class AccountsCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException(
                "'accounts' needs a command: create, list, show, edit, suspend, resume, close or import");
    }
}
