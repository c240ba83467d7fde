package dev.keystile.demo.sso;

import dev.keystile.key.Environment;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds projects by their Project IDs. */
final class Projects {

    private final Jdbi jdbi;

    Projects(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The environment of a project; empty if there is no project with this id. */
    Optional<Environment> find(String projectId) {
        return jdbi
                .withHandle(handle -> handle.createQuery("SELECT id, name, project_id FROM keystile_environment")
                        .map((row, context) -> new Environment(
                                row.getString("id"), row.getString("name"), row.getString("project_id")))
                        .list())
                .stream()
                .filter(environment -> environment.projectId().equals(projectId))
                .findFirst();
    }
}
