package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys roll}: replaces a key by a successor. */
@Command(name = "roll", description = "Makes a key like another, which ends after a time of grace.")
final class RollCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final KeyOutput output;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "KEY_ID", description = "the id of the key to replace")
    private String id = "";

    @Option(names = "--grace", required = true, paramLabel = "TIME", description = "now, or such as 1h, 24h or 7d")
    private String grace = "";

    RollCommand(CommandContext context) {
        place = new KeysPlace(context);
        output = new KeyOutput(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        Duration time = grace.equals("now") ? Duration.ZERO : TimeOption.parse("--grace", grace);
        output.show(console, id, () -> place.use((keys, actor) -> keys.roll(actor, id, time)));
        if (!console.isJson()) {
            console.note(id + (time.isZero() ? " has ended." : " ends in " + grace + ", or at its own end before."));
        }
        return 0;
    }
}
