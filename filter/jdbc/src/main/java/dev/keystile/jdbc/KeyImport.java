package dev.keystile.jdbc;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminAction;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.GuardedAdminListener;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.LocalKeyChanges;
import dev.keystile.store.file.KeyFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Imports a key file into SQL, in one transaction. Needs JDBI. */
public final class KeyImport {

    private static final int BATCH = 1_000;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Actor actor;
    private final KeyChanges changes;
    private final AdminListener listener;

    /** An import on a data source; the actor is the one in the audit. */
    public KeyImport(DataSource dataSource, InstantSource clock, Actor actor) {
        this(KeyTable.jdbi(dataSource), clock, actor, new LocalKeyChanges(), AdminListener.NONE);
    }

    private KeyImport(Jdbi jdbi, InstantSource clock, Actor actor, KeyChanges changes, AdminListener listener) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.actor = actor;
        this.changes = changes;
        this.listener = listener;
    }

    /** This import, which reports each committed key to caches. */
    public KeyImport reportingTo(KeyChanges caches) {
        return new KeyImport(jdbi, clock, actor, caches, listener);
    }

    /** This import, which calls a listener for each committed environment and key. */
    public KeyImport telling(AdminListener others) {
        return new KeyImport(jdbi, clock, actor, changes, new GuardedAdminListener(others));
    }

    /**
     * Imports environments and keys. An equal environment that exists already is used.
     *
     * @param progress receives the number of keys so far; if it throws, nothing is imported
     * @throws ConflictException if an environment differs, or a key is there already
     */
    public void run(KeyFile file, IntConsumer progress) throws AdminException {
        List<AdminEvent> events = new ArrayList<>();
        try {
            jdbi.useTransaction(handle -> events.addAll(importInto(handle, file, progress)));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        } finally {
            // Also after a failure: the commit may have succeeded, and only its response was lost.
            file.keys().forEach(key -> changes.changed(key.digest()));
        }
        events.forEach(listener::changed);
    }

    private List<AdminEvent> importInto(Handle handle, KeyFile file, IntConsumer progress) throws AdminException {
        refuseWhatTablesDoNotKeep(file);
        KeyTable table = new KeyTable(handle);
        Instant now = clock.instant();
        List<AdminEvent> events = new ArrayList<>(addEnvironments(table, file.projects(), now));
        for (int from = 0; from < file.keys().size(); from += BATCH) {
            List<ApiKey> part =
                    file.keys().subList(from, Math.min(from + BATCH, file.keys().size()));
            refuseKnown(table, part);
            List<AdminEvent> imported = part.stream()
                    .map(key -> AdminEvent.ofKey(AdminAction.IMPORT, now, actor, key))
                    .toList();
            insert(handle, part, imported);
            events.addAll(imported);
            progress.accept(from + part.size());
        }
        return events;
    }

    private List<AdminEvent> addEnvironments(KeyTable table, List<Project> projects, Instant now)
            throws ConflictException {
        Map<String, Project> known = table.projects().stream()
                .collect(Collectors.toMap(project -> project.environment().id(), Function.identity()));
        List<AdminEvent> events = new ArrayList<>();
        Instant madeAt = now;
        for (Project project : projects) {
            Environment environment = project.environment();
            Project other = known.get(environment.id());
            if (other == null) {
                table.insert(project, madeAt);
                AdminEvent event = AdminEvent.ofEnvironment(AdminAction.IMPORT_ENVIRONMENT, now, actor, environment);
                table.audit(event);
                events.add(event);
                madeAt = madeAt.plusMillis(1);
            } else if (!other.equals(project)) {
                throw new ConflictException("the environment '" + environment.id() + "' is another in the"
                        + " database: " + other.environment().name() + ", " + other.id());
            }
        }
        return events;
    }

    /** Nothing of a file may be lost. */
    private static void refuseWhatTablesDoNotKeep(KeyFile file) throws InvalidException {
        for (AccountRecord account : file.accounts()) {
            if (!account.equals(AccountRecord.DEFAULT)) {
                throw new InvalidException(
                        "account",
                        "the tables have the one account 'default', without plan and metadata, and cannot keep the account "
                                + account.id() + "; nothing was imported");
            }
        }
        for (ApiKey key : file.keys()) {
            if (!key.metadata().isEmpty()) {
                throw new InvalidException(
                        "metadata",
                        "the tables cannot keep the metadata of key " + key.id() + "; nothing was imported");
            }
        }
    }

    private static void refuseKnown(KeyTable table, List<ApiKey> keys) throws ConflictException {
        ApiKey known = table.anyOf(keys).orElse(null);
        if (known == null) {
            return;
        }
        String id = keys.stream()
                .filter(key -> key.digest().equals(known.digest()))
                .findFirst()
                .map(ApiKey::id)
                .orElse(known.id());
        throw new ConflictException("the key " + id + " is in the database already"
                + (id.equals(known.id()) ? "" : " as " + known.id()) + "; nothing was imported");
    }

    private static void insert(Handle handle, List<ApiKey> keys, List<AdminEvent> events) {
        PreparedBatch inserts = handle.prepareBatch(KeyTable.INSERT);
        keys.forEach(key -> KeyParameters.bind(inserts, key).add());
        inserts.execute();
        PreparedBatch audits = handle.prepareBatch(KeyTable.AUDIT);
        events.forEach(event -> KeyParameters.bindAudit(audits, event).add());
        audits.execute();
    }
}
