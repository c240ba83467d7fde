package dev.keystile.jdbc;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.yaml.MetadataText;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** Reads accounts and projects from rows. */
final class AccountRow {

    /** The columns of {@code keystile_account a}. */
    static final String COLUMNS = "a.id AS account_id, a.name AS account_name, a.state AS account_state,"
            + " a.plan AS account_plan, a.metadata AS account_metadata, a.created_at AS account_created_at";

    private AccountRow() {}

    /** @throws SQLException also if the row is not a valid account */
    static AccountRecord read(ResultSet row) throws SQLException {
        String id = row.getString("account_id");
        try {
            Account account = new Account(
                    id,
                    row.getString("account_name"),
                    row.getString("account_plan"),
                    MetadataText.read(row.getString("account_metadata")));
            return new AccountRecord(
                    account, state(row.getString("account_state")), KeyRow.instant(row, "account_created_at"));
        } catch (IllegalArgumentException e) {
            throw new SQLDataException("the row of account " + id + " is wrong: " + e.getMessage(), e);
        }
    }

    /**
     * The project in a row that has the columns of the account, {@code project_id}, and those of the environment.
     *
     * @throws SQLException also if the row is not a valid project
     */
    static Project project(ResultSet row) throws SQLException {
        return new Project(row.getString("project_id"), read(row), environment(row));
    }

    static Environment environment(ResultSet row) throws SQLException {
        return new Environment(row.getString("environment_id"), row.getString("environment_name"));
    }

    private static AccountState state(String label) {
        return AccountState.ofLabel(label)
                .orElseThrow(() -> new IllegalArgumentException("the state must be active, suspended or closed"));
    }
}
