package dev.keystile.admin;

import java.util.List;

/**
 * An account that was just created.
 *
 * @param description the account with its projects
 * @param keys the first keys, a publishable and a secret key for each project, in the order of the projects; empty if the
 *     account was created without keys
 */
public record CreatedAccount(AccountDescription description, List<IssuedKey> keys) {

    /** Copies the list. */
    public CreatedAccount {
        keys = List.copyOf(keys);
    }

    /** The id of the account; never the keys. */
    @Override
    public String toString() {
        return "CreatedAccount[" + description.id() + "]";
    }
}
