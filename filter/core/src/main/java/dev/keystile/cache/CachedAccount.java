package dev.keystile.cache;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Project;
import java.util.ArrayList;
import java.util.List;

/** What the cached keys of an account share. Thread-safe. */
final class CachedAccount {

    private volatile long changedAt;

    /** Guarded by this; the projects of the account, all with the same instance of the account. */
    private List<Project> projects = List.of();

    /** @param changedAt the number of the last change, of this or of another account */
    CachedAccount(long changedAt) {
        this.changedAt = changedAt;
    }

    /** The number of the last change. A load with a lower number may have read the account as it was before. */
    long changedAt() {
        return changedAt;
    }

    /**
     * The account has changed. Called by one thread at a time.
     *
     * @param number the number of the change, higher than that of all changes before
     */
    void changed(long number) {
        changedAt = number;
    }

    /** The key, with an instance of project and account that equal keys of the account share. */
    synchronized ApiKey share(ApiKey key) {
        for (Project project : projects) {
            if (project.equals(key.project())) {
                return key.in(project);
            }
        }
        return key.in(add(key.project()));
    }

    /** Adds a project. Those that it replaces are forgotten, as are those of the account as it was before. */
    private Project add(Project loaded) {
        Project added = loaded;
        List<Project> next = new ArrayList<>();
        for (Project project : projects) {
            if (project.account().equals(loaded.account())) {
                added = loaded.with(project.account());
                if (!project.id().equals(loaded.id())) {
                    next.add(project);
                }
            }
        }
        next.add(added);
        projects = List.copyOf(next);
        return added;
    }
}
