package dev.keystile.demo.command;

import dev.keystile.admin.AdminException;
import dev.keystile.cli.CommandContext;
import dev.keystile.cli.CommandException;
import dev.keystile.cli.DatabasePlace;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.demo.dashboard.DashboardUser;
import dev.keystile.demo.dashboard.LoginLinks;
import dev.keystile.demo.database.MissingTable;
import dev.keystile.store.KeyStoreException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
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
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        String link = context.onDatabase(place.address(), LoginCommand::link);
        context.out().println(link);
        context.out().flush();
        return 0;
    }

    /** A database that 'keys import' made, and no service has opened, has no tables of the dashboard. */
    private static String link(KeyDatabase database) throws CommandException {
        Optional<String> link;
        try {
            link = new LoginLinks(database.dataSource(), InstantSource.system()).create(DashboardUser.OPERATOR);
        } catch (JdbiException e) {
            if (!MissingTable.causes(e)) {
                throw e;
            }
            link = Optional.empty();
        }
        return link.orElseThrow(() -> new CommandException("no service was started on this database: start 'serve'"));
    }
}
