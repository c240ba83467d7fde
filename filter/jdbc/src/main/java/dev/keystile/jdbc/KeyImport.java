package dev.keystile.jdbc;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminAction;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.GuardedAdminListener;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.LocalKeyChanges;
import dev.keystile.store.file.KeyFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Imports a key file into SQL, in one transaction. Needs JDBI. */
public final class KeyImport {

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

    /** This import, which calls a listener for each committed environment, account and key. */
    public KeyImport telling(AdminListener others) {
        return new KeyImport(jdbi, clock, actor, changes, new GuardedAdminListener(others));
    }

    /**
     * Imports environments, accounts and keys. An equal environment or account that exists already is used, and the keys of
     * a file that names no accounts go to the account {@code default}.
     *
     * @param progress receives the number of keys so far; if it throws, nothing is imported
     * @throws ConflictException if an environment, an account or a project differs, or a key is there already
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
        KeyTable table = new KeyTable(handle);
        Instant now = clock.instant();
        List<AdminEvent> events = new ArrayList<>(new ProjectImport(handle, now, actor).run(file));
        table.audit(events);
        int done = 0;
        for (List<ApiKey> part : Parts.of(file.keys())) {
            refuseKnown(table, part);
            List<AdminEvent> imported = part.stream()
                    .map(key -> AdminEvent.ofKey(AdminAction.IMPORT, now, actor, key))
                    .toList();
            table.insert(part);
            table.audit(imported);
            events.addAll(imported);
            done += part.size();
            progress.accept(done);
        }
        return events;
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
}
