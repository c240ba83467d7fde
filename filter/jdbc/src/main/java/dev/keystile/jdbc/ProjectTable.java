package dev.keystile.jdbc;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The statements on environments and projects, in the transaction of the caller. A project is added with its account, or
 * with its first key if the environment is newer than the account; until then its id is derived.
 */
final class ProjectTable {

    private static final String INSERT =
            "INSERT INTO keystile_project (id, account_id, environment_id) VALUES (:id, :account, :environment)";

    private final Handle handle;
    private final AccountTable accounts;

    ProjectTable(Handle handle) {
        this.handle = handle;
        this.accounts = new AccountTable(handle);
    }

    /** All environments, in the order of creation. */
    List<Environment> environments() {
        return handle.createQuery("SELECT id AS environment_id, name AS environment_name FROM keystile_environment"
                        + " ORDER BY created_at, id")
                .map((row, context) -> AccountRow.environment(row))
                .list();
    }

    void insert(Environment environment, Instant createdAt) {
        handle.createUpdate("INSERT INTO keystile_environment (id, name, created_at) VALUES (:id, :name, :createdAt)")
                .bind("id", environment.id())
                .bind("name", environment.name())
                .bind("createdAt", KeyParameters.utc(createdAt))
                .execute();
    }

    /** The project of an account in an environment; both exist. */
    Project of(AccountRecord account, Environment environment) {
        String id = handle.createQuery("SELECT id FROM keystile_project"
                        + " WHERE account_id = :account AND environment_id = :environment")
                .bind("account", account.id())
                .bind("environment", environment.id())
                .mapTo(String.class)
                .findOne()
                .orElse(null);
        return project(id, account, environment);
    }

    /** The projects of each account, by its id, one for each environment and in the order of the environments. */
    Map<String, List<Project>> of(Collection<AccountRecord> owners) {
        List<Environment> environments = environments();
        Map<List<String>, String> ids = stored(owners);
        return owners.stream()
                .collect(Collectors.toMap(
                        AccountRecord::id,
                        account -> environments.stream()
                                .map(environment ->
                                        project(ids.get(List.of(account.id(), environment.id())), account, environment))
                                .toList()));
    }

    private static Project project(@Nullable String id, AccountRecord account, Environment environment) {
        return id == null ? Project.derived(account, environment) : new Project(id, account, environment);
    }

    /** The ids of the projects that these accounts have a row of, by the ids of the account and the environment. */
    Map<List<String>, String> stored(Collection<AccountRecord> owners) {
        Map<List<String>, String> ids = new HashMap<>();
        for (List<AccountRecord> part : Parts.of(owners)) {
            handle.createQuery("SELECT id, account_id, environment_id FROM keystile_project"
                            + " WHERE account_id IN (<accounts>)")
                    .bindList("accounts", part.stream().map(AccountRecord::id).toList())
                    .map((row, context) -> Map.entry(
                            List.of(row.getString("account_id"), row.getString("environment_id")), row.getString("id")))
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        }
        return ids;
    }

    /** The ids of the projects that an account has a row of, in one environment or, if that is null, in every one. */
    List<String> ids(String accountId, @Nullable String environmentId) {
        return handle.createQuery("SELECT id FROM keystile_project WHERE account_id = :account"
                        + (environmentId == null ? "" : " AND environment_id = :environment"))
                .bind("account", accountId)
                .bind("environment", environmentId)
                .mapTo(String.class)
                .list();
    }

    /** Adds new projects. */
    void insert(Collection<Project> projects) {
        for (List<Project> part : Parts.of(projects)) {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            part.forEach(project -> batch.bind("id", project.id())
                    .bind("account", project.account().id())
                    .bind("environment", project.environment().id())
                    .add());
            batch.execute();
        }
    }

    /** Adds those of these projects that have no row. Their accounts are locked first, in one order. */
    void ensure(Collection<Project> wanted) {
        Map<String, Project> missing = missing(wanted);
        if (missing.isEmpty()) {
            return;
        }
        missing.values().stream()
                .map(project -> project.account().id())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(accounts::lock);
        // Somebody else may have added them in the time that it took to get the locks.
        insert(missing(missing.values()).values());
    }

    private Map<String, Project> missing(Collection<Project> wanted) {
        Map<String, Project> missing = new LinkedHashMap<>();
        wanted.forEach(project -> missing.put(project.id(), project));
        known(missing.keySet()).forEach(missing::remove);
        return missing;
    }

    /** Those of these Project IDs that have a row. */
    List<String> known(Collection<String> ids) {
        List<String> known = new ArrayList<>();
        for (List<String> part : Parts.of(ids)) {
            known.addAll(handle.createQuery("SELECT id FROM keystile_project WHERE id IN (<ids>)")
                    .bindList("ids", part)
                    .mapTo(String.class)
                    .list());
        }
        return known;
    }
}
