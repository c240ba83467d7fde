package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projects of the account that a session shows. Nothing that a request names has a say in this. */
@FunctionalInterface
interface AccountProjects {

    /**
     * Reads the projects of an account, one for each environment.
     *
     * @param accountId the id of the account; null for the only one
     * @throws InvalidException if {@code accountId} is null and there is not exactly one account
     */
    List<Project> of(@Nullable String accountId) throws AdminException;

    /**
     * The projects of the account that is open in a session. The operator need not choose where there is one account.
     *
     * @throws InvalidException if the operator has opened no account, and there is not exactly one
     */
    default List<Project> of(Session session) throws AdminException {
        String accountId = session.accountId();
        List<Project> projects = of(accountId);
        if (accountId == null && !projects.isEmpty()) {
            session.open(projects.get(0).account().id());
        }
        return projects;
    }
}
