package dev.keystile.demo.sso;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds projects by their Project IDs. */
final class Projects {

    private final Jdbi jdbi;

    Projects(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The project of an active account with an id; empty if there is none. */
    Optional<Project> find(String projectId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT p.id, e.id AS environment_id, e.name AS environment_name, a.id AS account_id,"
                                + " a.name AS account_name, a.plan FROM keystile_project p"
                                + " JOIN keystile_account a ON a.id = p.account_id"
                                + " JOIN keystile_environment e ON e.id = p.environment_id"
                                + " WHERE p.id = :id AND a.state = 'active'")
                .bind("id", projectId)
                .map((row, context) -> new Project(
                        row.getString("id"),
                        AccountRecord.active(Account.of(
                                row.getString("account_id"), row.getString("account_name"), row.getString("plan"))),
                        new Environment(row.getString("environment_id"), row.getString("environment_name"))))
                .findOne());
    }
}
