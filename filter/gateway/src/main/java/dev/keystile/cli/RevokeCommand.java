package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyPage;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys revoke}: revokes keys for good. */
@Command(
        name = "revoke",
        description =
                "Revokes keys for good: all that are named or, if one is unknown, none; or all keys of an account.")
final class RevokeCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "KEY_ID", arity = "0..*", description = "the ids of the keys")
    private List<String> ids = List.of();

    @Option(names = "--account", paramLabel = "ID", description = "all keys of this account, in place of ids")
    private @Nullable String account;

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "with --account: only its keys of this environment")
    private @Nullable String environment;

    private record RevokedKeys(String account, @Nullable String environment, int revoked) {}

    RevokeCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        if (ids.isEmpty() == (account == null)) {
            throw new UsageException("'revoke' needs the ids of keys, or --account for all keys of an account");
        }
        if (environment != null && account == null) {
            throw new UsageException("--environment goes with --account; a key is named by its id");
        }
        return account == null ? revokeKeys() : revokeAll(account);
    }

    private int revokeAll(String accountId) throws KeyStoreException, AdminException, CommandException {
        int revoked = place.use((keys, actor) -> keys.revokeAll(actor, accountId, environment));
        if (console.isJson()) {
            console.json(new RevokedKeys(accountId, environment, revoked));
        } else {
            console.result(revoked + " keys of " + accountId + (environment == null ? "" : " in " + environment)
                    + " are revoked.");
        }
        return 0;
    }

    private int revokeKeys() throws KeyStoreException, AdminException, CommandException {
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
