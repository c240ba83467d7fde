package dev.keystile.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of accounts.
 *
 * @param accounts the accounts, ordered by id
 * @param next the cursor of the page that follows, for {@link AccountQuery#after}; null for the last page
 */
public record AccountPage(
        List<AccountDescription> accounts, @Nullable String next) {

    /** Copies the list. */
    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
