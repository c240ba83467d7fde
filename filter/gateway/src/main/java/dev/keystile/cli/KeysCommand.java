package dev.keystile.cli;

import picocli.CommandLine.Command;

/** The commands that manage keys. */
@Command(
        name = "keys",
        description = "Manages keys in a key file or a database, also beside a running service.",
        subcommands = {
            IssueCommand.class,
            AdoptCommand.class,
            ListCommand.class,
            RollCommand.class,
            RevokeCommand.class,
            EditCommand.class,
            HashCommand.class,
            ImportCommand.class,
            MigrateCommand.class
        })
public final class KeysCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException(
                "'keys' needs a command: issue, adopt, list, roll, revoke, edit, hash, import or migrate");
    }
}
