package dev.keystile.demo.command;

import dev.keystile.cli.CommandContext;
import dev.keystile.cli.CommandException;
import dev.keystile.cli.DatabasePlace;
import dev.keystile.demo.dashboard.LoginLinks;
import dev.keystile.store.KeyStoreException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a new link to the dashboard of a running service. */
@Command(name = "login", description = "Prints a link that logs in to the dashboard of a running 'serve', once.")
public final class LoginCommand implements Callable<Integer> {

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    private final CommandContext context;

    /** With what a command has. */
    public LoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        String link = context.onDatabase(
                place.address(),
                database -> new LoginLinks(database.dataSource(), InstantSource.system())
                        .create()
                        .orElseThrow(
                                () -> new CommandException("no service was started on this database: start 'serve'")));
        context.out().println(link);
        context.out().flush();
        return 0;
    }
}
