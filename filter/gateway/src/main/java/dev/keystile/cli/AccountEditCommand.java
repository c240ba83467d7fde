package dev.keystile.cli;

import dev.keystile.admin.AccountEdit;
import dev.keystile.admin.AdminException;
import dev.keystile.store.KeyStoreException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accounts edit}: changes an account's name, plan and metadata. */
@Command(name = "edit", description = "Changes an account's name, plan or metadata. What is left out stays.")
final class AccountEditCommand implements Callable<Integer> {

    @Mixin
    private final AccountChange account;

    @Option(names = "--name", paramLabel = "NAME", description = "what people call the customer")
    private @Nullable String name;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "your name of what the customer has booked; '' for none")
    private @Nullable String plan;

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "repeatable; a value of your own, such as region=eu; NAME= removes the name")
    private Map<String, String> metadata = Map.of();

    AccountEditCommand(CommandContext context) {
        account = new AccountChange(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        if (name == null && plan == null && metadata.isEmpty()) {
            throw new UsageException("'edit' needs something to change: --name, --plan or --metadata");
        }
        AccountEdit edit = edit();
        return account.run((accounts, actor) -> accounts.edit(actor, account.id(), edit), "changed");
    }

    private AccountEdit edit() {
        AccountEdit edit = AccountEdit.none();
        if (name != null) {
            edit = edit.name(name);
        }
        if (plan != null) {
            edit = edit.plan(plan);
        }
        for (var entry : metadata.entrySet()) {
            edit = edit.metadata(entry.getKey(), entry.getValue().isEmpty() ? null : entry.getValue());
        }
        return edit;
    }
}
