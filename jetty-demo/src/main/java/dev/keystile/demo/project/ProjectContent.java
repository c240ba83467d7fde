package dev.keystile.demo.project;

import dev.keystile.key.Project;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What a project holds from its first use on: sample connections and a redirect URI. What is removed later stays removed.
 * Safe for use by many threads.
 */
public final class ProjectContent {

    /** The redirect URI of a new project. */
    public static final String FIRST_REDIRECT_URI = "http://localhost:3000/callback";

    private final Jdbi jdbi;
    private final InstantSource clock;

    /** The content of the projects in a database. */
    public ProjectContent(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes the content of a project at its first use. The project is one of a key, and so is in the database. */
    public void prepare(String projectId) {
        if (isPrepared(projectId)) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> make(handle, projectId));
        } catch (UnableToExecuteStatementException e) {
            // Two requests may be the first at the same time.
            if (!isPrepared(projectId)) {
                throw e;
            }
        }
    }

    /** Makes the content of a project, which has a row only from its first key on if its environment is newer. */
    public void prepare(Project project) {
        if (isPrepared(project.id())) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> insert(handle, project));
        } catch (UnableToExecuteStatementException e) {
            if (!isStored(project.id())) {
                throw e;
            }
        }
        prepare(project.id());
    }

    private boolean isPrepared(String projectId) {
        return hasRow("SELECT id FROM demo_project WHERE id = :id", projectId);
    }

    private boolean isStored(String projectId) {
        return hasRow("SELECT id FROM keystile_project WHERE id = :id", projectId);
    }

    private boolean hasRow(String query, String projectId) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                        .bind("id", projectId)
                        .mapTo(String.class)
                        .findOne())
                .isPresent();
    }

    private static void insert(Handle handle, Project project) {
        handle.createUpdate("INSERT INTO keystile_project (id, account_id, environment_id)"
                        + " SELECT CAST(:id AS VARCHAR(128)), a.id, e.id FROM keystile_account a, keystile_environment e"
                        + " WHERE a.id = :account AND e.id = :environment AND NOT EXISTS"
                        + " (SELECT 1 FROM keystile_project p WHERE p.account_id = a.id AND p.environment_id = e.id)")
                .bind("id", project.id())
                .bind("account", project.account().id())
                .bind("environment", project.environment().id())
                .execute();
    }

    private void make(Handle handle, String projectId) {
        handle.execute("INSERT INTO demo_project (id) VALUES (?)", projectId);
        SampleConnections.insert(handle, projectId, clock);
        handle.execute("INSERT INTO demo_redirect_uri (project_id, uri) VALUES (?, ?)", projectId, FIRST_REDIRECT_URI);
    }
}
