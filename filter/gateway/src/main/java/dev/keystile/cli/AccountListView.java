package dev.keystile.cli;

import dev.keystile.admin.AccountPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as they are printed.
 *
 * @param after the cursor of the accounts that follow; null if none do
 */
record AccountListView(List<AccountView> accounts, @Nullable String after) {

    static AccountListView of(AccountPage page) {
        return new AccountListView(page.accounts().stream().map(AccountView::of).toList(), page.next());
    }

    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        Table table = new Table("ID", "NAME", "PLAN", "CREATED", "STATE");
        accounts.forEach(account -> table.add(account.columns()));
        table.print(console);
        if (after != null) {
            console.result("More accounts follow: --after " + after);
        }
    }
}
