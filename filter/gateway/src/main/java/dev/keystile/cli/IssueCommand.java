package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyRequest;
import dev.keystile.store.KeyStoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys issue}: creates a key. */
@Command(name = "issue", description = "Makes a key and prints it, this once.")
final class IssueCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final NewKey wanted = new NewKey();

    @Mixin
    private final KeyOutput output;

    @Mixin
    private final Console console;

    IssueCommand(CommandContext context) {
        place = new KeysPlace(context);
        output = new KeyOutput(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        KeyRequest request = wanted.request();
        output.show(console, null, () -> place.use((keys, actor) -> keys.issue(actor, request)));
        return 0;
    }
}
