package dev.keystile.admin;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.Project;
import java.util.List;

/**
 * An account with its projects.
 *
 * @param account the record in the store
 * @param projects the projects of the account, one for each environment, in the order of {@link KeyAdmin#environments()}
 */
public record AccountDescription(AccountRecord account, List<Project> projects) {

    /** Copies the list. */
    public AccountDescription {
        projects = List.copyOf(projects);
    }

    /** The id of the account. */
    public String id() {
        return account.id();
    }
}
