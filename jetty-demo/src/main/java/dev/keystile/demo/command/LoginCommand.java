package dev.keystile.demo.command;

import dev.keystile.admin.AdminException;
import dev.keystile.cli.CommandContext;
import dev.keystile.cli.CommandException;
import dev.keystile.cli.DatabasePlace;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.demo.dashboard.DashboardUser;
import dev.keystile.demo.dashboard.LoginLinks;
import dev.keystile.demo.database.MissingTable;
import dev.keystile.key.AccountState;
import dev.keystile.key.Redaction;
import dev.keystile.store.KeyStoreException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a new link to the dashboard of a running service. */
@Command(name = "login", description = "Prints a link that logs in to the dashboard of a running 'serve', once.")
public final class LoginCommand implements Callable<Integer> {

    @Option(
            names = "--account",
            paramLabel = "ID",
            description =
                    "the account whose dashboard the link opens. Default: the operator's dashboard of all accounts")
    private @Nullable String account;

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    private final CommandContext context;

    /** With what a command has. */
    public LoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        String link = context.onDatabase(place.address(), this::link);
        context.out().println(link);
        context.out().flush();
        return 0;
    }

    /** A database that 'keys import' made, and no service has opened, has no tables of the dashboard. */
    private String link(KeyDatabase database) throws AdminException, CommandException {
        DashboardUser user = account == null ? DashboardUser.OPERATOR : owner(database, account);
        Optional<String> link;
        try {
            link = new LoginLinks(database.dataSource(), InstantSource.system()).create(user);
        } catch (JdbiException e) {
            if (!MissingTable.causes(e)) {
                throw e;
            }
            link = Optional.empty();
        }
        return link.orElseThrow(() -> new CommandException("no service was started on this database: start 'serve'"));
    }

    /** The owner of a suspended account may look at the dashboard; a closed account has nobody to log in. */
    private static DashboardUser owner(KeyDatabase database, String id) throws AdminException, CommandException {
        AccountState state = database.accounts().describe(id).account().state();
        if (state == AccountState.CLOSED) {
            throw new CommandException("the account " + Redaction.quoted(id)
                    + " is closed, and nobody logs in to it; 'accounts list' shows the others");
        }
        return DashboardUser.ownerOf(id);
    }
}
