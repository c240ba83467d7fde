package dev.keystile.cli;

import dev.keystile.admin.AccountDescription;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Project;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is printed.
 *
 * @param projects the Project IDs, by the id of the environment
 * @param createdAt null if the store does not record the time
 */
record AccountView(
        String id,
        String name,
        String state,
        String plan,
        Map<String, String> metadata,
        Map<String, String> projects,
        @Nullable Instant createdAt) {

    static AccountView of(AccountDescription description) {
        AccountRecord record = description.account();
        return new AccountView(
                record.id(),
                record.account().name(),
                record.state().label(),
                record.account().plan(),
                record.account().metadata(),
                projects(description.projects()),
                record.createdAt());
    }

    static Map<String, String> projects(List<Project> projects) {
        Map<String, String> ids = new LinkedHashMap<>();
        projects.forEach(project -> ids.put(project.environment().id(), project.id()));
        return ids;
    }

    /** The columns of {@code accounts list}. */
    String[] columns() {
        return new String[] {id, name, plan.isEmpty() ? "-" : plan, createdAt == null ? "-" : seconds(createdAt), state
        };
    }

    /** Prints the account for people: a line for each value. */
    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        Table table = new Table("ID", id);
        table.add("NAME", name);
        table.add("STATE", state);
        table.add("PLAN", plan.isEmpty() ? "-" : plan);
        if (createdAt != null) {
            table.add("CREATED", seconds(createdAt));
        }
        projects.forEach((environment, project) -> table.add("PROJECT " + environment, project));
        metadata.forEach((key, value) -> table.add("METADATA " + key, value));
        table.print(console);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
