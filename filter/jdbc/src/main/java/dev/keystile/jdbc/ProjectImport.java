package dev.keystile.jdbc;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminAction;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.store.file.KeyFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Imports what the keys of a key file belong to: environments, accounts and projects. What is there already is used if
 * it is equal, and refused if not.
 */
final class ProjectImport {

    private final AccountTable accounts;
    private final ProjectTable projects;
    private final Instant now;
    private final Actor actor;
    private final List<AdminEvent> events = new ArrayList<>();

    ProjectImport(Handle handle, Instant now, Actor actor) {
        this.accounts = new AccountTable(handle);
        this.projects = new ProjectTable(handle);
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.actor = actor;
    }

    /** Imports them, and returns the entries of the audit, which the caller writes. */
    List<AdminEvent> run(KeyFile file) throws ConflictException {
        addEnvironments(file.environments());
        addAccounts(file);
        addProjects(file.projects());
        return events;
    }

    private void addEnvironments(List<Environment> environments) throws ConflictException {
        Map<String, Environment> known =
                projects.environments().stream().collect(Collectors.toMap(Environment::id, Function.identity()));
        // Each a bit later than the one before, so that the order stays.
        Instant createdAt = now;
        for (Environment environment : environments) {
            Environment other = known.get(environment.id());
            if (other == null) {
                projects.insert(environment, createdAt);
                events.add(AdminEvent.ofEnvironment(AdminAction.IMPORT_ENVIRONMENT, now, actor, environment));
                createdAt = createdAt.plusMillis(1);
            } else if (!other.equals(environment)) {
                throw new ConflictException("the environment '" + environment.id() + "' is another in the database: "
                        + other.name() + "; nothing was imported");
            }
        }
    }

    private void addAccounts(KeyFile file) throws ConflictException {
        Map<String, AccountRecord> known =
                accounts.find(file.accounts().stream().map(AccountRecord::id).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(AccountRecord::id, Function.identity()));
        List<AccountRecord> added = new ArrayList<>();
        for (AccountRecord account : file.accounts()) {
            AccountRecord other = known.get(account.id());
            if (other == null) {
                added.add(new AccountRecord(account.account(), account.state(), now));
                events.add(AdminEvent.ofAccount(AdminAction.IMPORT_ACCOUNT, now, actor, account.account(), ""));
            } else if (other.state() == AccountState.CLOSED || (file.namesAccounts() && !isSame(account, other))) {
                throw new ConflictException("the account " + account.id() + " is another in the database: "
                        + other.account().name() + ", " + other.state() + "; nothing was imported");
            }
        }
        accounts.insert(added);
    }

    private static boolean isSame(AccountRecord account, AccountRecord other) {
        return account.account().equals(other.account()) && account.state() == other.state();
    }

    private void addProjects(List<Project> wanted) throws ConflictException {
        Set<AccountRecord> owners = wanted.stream().map(Project::account).collect(Collectors.toSet());
        Map<List<String>, String> stored = projects.stored(owners);
        Map<String, Project> added = new LinkedHashMap<>();
        for (Project project : wanted) {
            String id = stored.get(
                    List.of(project.account().id(), project.environment().id()));
            if (id == null && added.put(project.id(), project) != null) {
                throw taken(project.id());
            }
            if (id != null && !id.equals(project.id())) {
                throw new ConflictException(
                        "the project of account " + project.account().id() + " in the environment '"
                                + project.environment().id() + "' is another in the database: " + id
                                + "; nothing was imported");
            }
        }
        for (String id : projects.known(new HashSet<>(added.keySet()))) {
            throw taken(id);
        }
        projects.insert(added.values());
    }

    private static ConflictException taken(String projectId) {
        return new ConflictException(
                "the Project ID " + projectId + " is that of another project already; nothing was imported");
    }
}
