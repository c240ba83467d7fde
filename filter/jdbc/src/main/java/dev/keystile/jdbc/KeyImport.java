package dev.keystile.jdbc;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.LocalKeyChanges;
import dev.keystile.store.file.KeyFile;
import java.time.Instant;
import java.time.InstantSource;
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

/** Moves the content of a key file into SQL, in one transaction: all of it or nothing. Needs JDBI. */
public final class KeyImport {

    private static final int BATCH = 1_000;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Actor actor;
    private final KeyChanges changes;

    /** An import by these connections, for whoever asks for it. */
    public KeyImport(DataSource dataSource, InstantSource clock, Actor actor) {
        this(KeyTable.jdbi(dataSource), clock, actor, new LocalKeyChanges());
    }

    private KeyImport(Jdbi jdbi, InstantSource clock, Actor actor, KeyChanges changes) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.actor = actor;
        this.changes = changes;
    }

    /** This import, which reports each key that it has committed. */
    public KeyImport reportingTo(KeyChanges listener) {
        return new KeyImport(jdbi, clock, actor, listener);
    }

    /**
     * Imports environments and keys. An environment that is there already, and is the same, is used.
     *
     * @param progress hears how many keys are in so far; where it throws, nothing is imported
     * @throws ConflictException if an environment differs, or a key is there already
     */
    public void run(KeyFile file, IntConsumer progress) throws AdminException {
        try {
            jdbi.useTransaction(handle -> importInto(handle, file, progress));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        } finally {
            // Also after a failure: a commit may be done whose reply was lost.
            file.keys().forEach(key -> changes.changed(key.digest()));
        }
    }

    private void importInto(Handle handle, KeyFile file, IntConsumer progress) throws ConflictException {
        KeyTable table = new KeyTable(handle);
        Instant now = clock.instant();
        addEnvironments(table, file.environments(), now);
        for (int from = 0; from < file.keys().size(); from += BATCH) {
            List<KeyRecord> part =
                    file.keys().subList(from, Math.min(from + BATCH, file.keys().size()));
            refuseKnown(table, part);
            insert(handle, part, now);
            progress.accept(from + part.size());
        }
    }

    private void addEnvironments(KeyTable table, List<Environment> environments, Instant now) throws ConflictException {
        Map<String, Environment> known =
                table.environments().stream().collect(Collectors.toMap(Environment::id, Function.identity()));
        Instant madeAt = now;
        for (Environment environment : environments) {
            Environment other = known.get(environment.id());
            if (other == null) {
                table.insert(environment, madeAt);
                table.audit(now, actor, "import environment", environment.id(), null, environment.name());
                madeAt = madeAt.plusMillis(1);
            } else if (!other.equals(environment)) {
                throw new ConflictException("the environment '" + environment.id() + "' is another in the"
                        + " database: " + other.name() + ", " + other.projectId());
            }
        }
    }

    private static void refuseKnown(KeyTable table, List<KeyRecord> keys) throws ConflictException {
        KeyRecord known = table.anyOf(keys).orElse(null);
        if (known == null) {
            return;
        }
        String id = keys.stream()
                .filter(key -> key.digest().equals(known.digest()))
                .findFirst()
                .map(KeyRecord::id)
                .orElse(known.id());
        throw new ConflictException("the key " + id + " is in the database already"
                + (id.equals(known.id()) ? "" : " as " + known.id()) + "; nothing was imported");
    }

    private void insert(Handle handle, List<KeyRecord> keys, Instant now) {
        PreparedBatch inserts = handle.prepareBatch(KeyTable.INSERT);
        PreparedBatch audits = handle.prepareBatch(KeyTable.AUDIT);
        for (KeyRecord key : keys) {
            KeyTable.bind(inserts, key).add();
            KeyTable.bindAudit(audits, now, actor, "import", key.environment().id(), key.id(), "")
                    .add();
        }
        inserts.execute();
        audits.execute();
    }
}
