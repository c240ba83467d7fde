package dev.keystile.demo.command;

import dev.keystile.demo.dashboard.LoginLinks;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a new link to the dashboard of a running service. */
@Command(name = "login", description = "Prints a link that logs in to the dashboard of a running 'serve', once.")
public final class LoginCommand implements Callable<Integer> {

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        @Nullable Path folder = place.folder();
        if (folder != null && !place.isThere()) {
            throw new CommandException("no service was started in the folder " + folder + ": start 'serve' first");
        }
        try (DemoDatabase database = DemoDatabase.open(place.address())) {
            System.out.println(new LoginLinks(database.dataSource(), InstantSource.system())
                    .create()
                    .orElseThrow(() -> new CommandException("no service was started on this database: start 'serve'")));
        }
        return 0;
    }
}
