package dev.keystile.cli;

import dev.keystile.cli.internal.database.DatabaseLock;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys migrate}: creates or migrates the tables of keys. */
@Command(name = "migrate", description = "Makes the tables in a database, or brings them to the present form.")
final class MigrateCommand implements Callable<Integer>, OpensDatabase {

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    private final CommandContext context;

    MigrateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws KeyStoreException {
        DatabaseLock lock = place.lock(context.program().name() + " keys migrate", context);
        try {
            KeyDatabase.openAndMigrate(place.address(), context.program().tables())
                    .close();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
        context.out().println("The tables in " + place.address() + " are up to date.");
        return 0;
    }
}
