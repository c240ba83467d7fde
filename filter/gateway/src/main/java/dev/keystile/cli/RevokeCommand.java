package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyPage;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keys revoke}: revokes keys for good. */
@Command(name = "revoke", description = "Revokes keys for good: all that are named or, if one is unknown, none.")
final class RevokeCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "KEY_ID", arity = "1..*", description = "the ids of the keys")
    private List<String> ids = List.of();

    RevokeCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        List<ApiKey> revoked = place.use((keys, actor) -> keys.revoke(actor, ids));
        if (console.isJson()) {
            List<KeyDescription> keys =
                    revoked.stream().map(key -> new KeyDescription(key, null)).toList();
            KeyListView.of(new KeyPage(keys, null), Instant.now()).print(console);
        } else {
            revoked.forEach(key -> console.result(key.id() + " is revoked."));
        }
        return 0;
    }
}
