package dev.keystile.demo.sso;

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

    /** The project with an id; empty if there is none. */
    Optional<Project> find(String projectId) {
        return jdbi
                .withHandle(handle -> handle.createQuery("SELECT id, name, project_id FROM keystile_environment")
                        .map((row, context) -> Project.ofDefault(
                                row.getString("project_id"),
                                new Environment(row.getString("id"), row.getString("name"))))
                        .list())
                .stream()
                .filter(project -> project.id().equals(projectId))
                .findFirst();
    }
}
