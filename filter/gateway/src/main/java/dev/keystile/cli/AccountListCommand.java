package dev.keystile.cli;

import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AdminException;
import dev.keystile.key.AccountState;
import dev.keystile.key.Redaction;
import dev.keystile.store.KeyStoreException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accounts list}: lists accounts. */
@Command(
        name = "list",
        description =
                "Shows accounts in the order of their ids: id, name, plan, creation, state. Ends with a cursor where more"
                        + " follow.")
final class AccountListCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Option(names = "--state", paramLabel = "STATE", description = "only active, suspended or closed accounts")
    private @Nullable String state;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "only accounts whose id or name begins with this, in any letter case")
    private @Nullable String search;

    @Option(names = "--limit", paramLabel = "COUNT", description = "how many at most, 1 to 1000. Default: 100")
    private int limit = AccountQuery.DEFAULT_LIMIT;

    @Option(names = "--after", paramLabel = "CURSOR", description = "the cursor that the list before ended with")
    private @Nullable String after;

    AccountListCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        AccountQuery query = AccountQuery.all()
                .states(state == null ? Set.of() : Set.of(state(state)))
                .search(search)
                .limit(limit)
                .after(after);
        AccountListView.of(place.useAccounts((accounts, actor) -> accounts.list(query)))
                .print(console);
        return 0;
    }

    private static AccountState state(String label) {
        return AccountState.ofLabel(label)
                .orElseThrow(() -> new UsageException(
                        "--state must be active, suspended or closed, not " + Redaction.quoted(label)));
    }
}
