package dev.keystile.demo.sealing;

import dev.keystile.admin.IssuedKey;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encrypted copies of keys that the dashboard may show again: publishable keys, and the secret keys of the Demo
 * Project. A secret key of the Default Project is shown once and never kept. Safe for use by many threads.
 */
public final class SealedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SealedKeys.class);
    private static final String DEVELOPMENT = "demo";
    private static final String SAVEPOINT = "sealed";

    private final Jdbi jdbi;
    private final @Nullable Sealer sealer;

    private SealedKeys(Jdbi jdbi, @Nullable Sealer sealer) {
        this.jdbi = jdbi;
        this.sealer = sealer;
    }

    /**
     * The sealed keys in a database.
     *
     * @param keyFile the file of the sealing key, which is used if the environment variable is not set; null for no file:
     *     without either, no key is kept
     * @throws KeyStoreException if the sealing key cannot be read or made
     */
    public static SealedKeys open(DataSource dataSource, @Nullable Path keyFile) throws KeyStoreException {
        SecretKey key = SealingKey.find(System.getenv(SealingKey.VARIABLE), keyFile);
        return new SealedKeys(Jdbi.create(dataSource), key == null ? null : new Sealer(key));
    }

    /** Whether this key may be shown again. */
    public boolean mayKeep(ApiKey key) {
        return sealer != null
                && (key.type() == KeyType.PUBLISHABLE || key.environment().id().equals(DEVELOPMENT));
    }

    /** Keeps a key that was just issued, if it may be shown again and has not been revoked meanwhile. */
    public void keep(IssuedKey issued) {
        if (sealer != null && mayKeep(issued.record())) {
            String id = issued.record().id();
            String jwe = sealer.seal(id, issued.key());
            try {
                jdbi.useTransaction(handle -> insert(handle, id, jwe));
            } catch (JdbiException e) {
                LOG.warn("Key {} is made and cannot be shown again: {}", id, e.getMessage());
            }
        }
    }

    private static void insert(Handle handle, String id, String jwe) {
        // Locks the row: a revocation at the same time either is seen here, or deletes what is inserted here.
        List<String> inForce = handle.createQuery(
                        "SELECT id FROM keystile_key WHERE id = :id AND revoked_at IS NULL FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        if (!inForce.isEmpty()) {
            handle.execute("INSERT INTO demo_sealed_key (key_id, jwe) VALUES (?, ?)", id, jwe);
        }
    }

    /** The key itself; empty if it was not kept, was revoked, or was sealed under another sealing key. */
    public Optional<String> reveal(ApiKey key) {
        if (sealer == null || !mayKeep(key)) {
            return Optional.empty();
        }
        Optional<String> jwe = jdbi.withHandle(handle -> handle.createQuery("SELECT jwe FROM demo_sealed_key s"
                        + " JOIN keystile_key k ON k.id = s.key_id WHERE k.id = :id AND k.revoked_at IS NULL")
                .bind("id", key.id())
                .mapTo(String.class)
                .findOne());
        return jwe.flatMap(text -> unseal(sealer, key.id(), text));
    }

    private static Optional<String> unseal(Sealer sealer, String id, String jwe) {
        try {
            return Optional.of(sealer.unseal(id, jwe));
        } catch (Sealer.UnsealException e) {
            LOG.warn("Key {} cannot be shown: {}.", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** Deletes the copies of all keys that are revoked or have expired at this time, also of those revoked by SQL. */
    public void forgetEnded(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM demo_sealed_key WHERE NOT EXISTS"
                        + " (SELECT 1 FROM keystile_key k WHERE k.id = demo_sealed_key.key_id AND k.revoked_at IS NULL"
                        + " AND (k.expires_at IS NULL OR k.expires_at > :now))")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /**
     * Deletes the copy of a key that is revoked or has expired, in the transaction that revokes it. If that fails, as in a
     * database without the demo's tables, the key is revoked all the same.
     */
    public static void forgetIfEnded(Handle handle, ApiKey key, Instant now) {
        if (!key.isRevoked() && !key.isExpiredAt(now.toEpochMilli())) {
            return;
        }
        handle.savepoint(SAVEPOINT);
        try {
            handle.execute("DELETE FROM demo_sealed_key WHERE key_id = ?", key.id());
            handle.releaseSavepoint(SAVEPOINT);
        } catch (JdbiException e) {
            handle.rollbackToSavepoint(SAVEPOINT);
            LOG.debug("No sealed text of key {} was removed", key.id(), e);
        }
    }
}
