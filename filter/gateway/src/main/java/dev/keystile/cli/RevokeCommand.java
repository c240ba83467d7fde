package dev.keystile.cli;

import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes a key for good. */
@Command(name = "revoke", description = "Revokes a key for good.")
final class RevokeCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "KEY_ID", description = "the id of the key")
    private String id = "";

    RevokeCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        KeyRecord revoked = place.use(keys -> keys.revoke(id));
        if (console.isJson()) {
            console.json(KeyView.of(new KeyDescription(revoked, null), Instant.now()));
        } else {
            console.result(id + " is revoked.");
        }
        return 0;
    }
}
