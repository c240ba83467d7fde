package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyState;
import dev.keystile.key.Redaction;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys list}: lists keys. */
@Command(
        name = "list",
        description =
                "Shows keys in the order of their making: id, type, account, environment, name, last four, state, last use."
                        + " Ends with a cursor where more follow.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Option(names = "--account", paramLabel = "ID", description = "only the keys of this account")
    private @Nullable String account;

    @Option(names = "--environment", paramLabel = "ID", description = "only the keys of this environment")
    private @Nullable String environment;

    @Option(names = "--type", paramLabel = "TYPE", description = "only publishable or only secret keys")
    private @Nullable String type;

    @Option(names = "--state", paramLabel = "STATE", description = "only active, expired or revoked keys")
    private @Nullable String state;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "only keys whose name or id begins with this, or whose last four characters these are,"
                    + " in any letter case")
    private @Nullable String search;

    @Option(names = "--limit", paramLabel = "COUNT", description = "how many at most, 1 to 1000. Default: 100")
    private int limit = KeyQuery.DEFAULT_LIMIT;

    @Option(names = "--after", paramLabel = "CURSOR", description = "the cursor that the list before ended with")
    private @Nullable String after;

    ListCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        KeyQuery query = KeyQuery.all()
                .account(account)
                .environment(environment)
                .type(type == null ? null : KeyRequest.type(type))
                .states(state == null ? Set.of() : Set.of(state(state)))
                .search(search)
                .limit(limit)
                .after(after);
        KeyListView.of(place.use((keys, actor) -> keys.list(query)), Instant.now())
                .print(console);
        return 0;
    }

    private static KeyState state(String label) {
        return KeyState.ofLabel(label)
                .orElseThrow(() -> new UsageException(
                        "--state must be active, expired or revoked, not " + Redaction.quoted(label)));
    }
}
