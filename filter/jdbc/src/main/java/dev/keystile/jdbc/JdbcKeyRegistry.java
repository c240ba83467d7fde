package dev.keystile.jdbc;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Redaction;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyEdit;
import dev.keystile.store.KeyIssuer;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.LocalKeyChanges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Changes keys in SQL. Each change is one transaction, and one row of {@code keystile_audit}. Needs JDBI. */
public final class JdbcKeyRegistry implements KeyRegistry {

    private final Jdbi jdbi;
    private final KeyIssuer issuer;
    private final Actor actor;
    private final KeyUpdates updates;
    private final KeyChanges changes;

    /** Keeps tables of the application in step with the keys. */
    @FunctionalInterface
    public interface KeyUpdates {
        /**
         * A key was edited, rolled or revoked.
         *
         * @param handle the transaction of the change, which ends with the change if this throws
         * @param key the key as it is now
         */
        void updated(Handle handle, KeyRecord key);
    }

    /** A registry on these connections, which it does not close, for whoever makes the changes. */
    public JdbcKeyRegistry(DataSource dataSource, KeyGenerator generator, InstantSource clock, Actor actor) {
        this(
                KeyTable.jdbi(dataSource),
                new KeyIssuer(generator, clock),
                actor,
                (handle, key) -> {},
                new LocalKeyChanges());
    }

    private JdbcKeyRegistry(Jdbi jdbi, KeyIssuer issuer, Actor actor, KeyUpdates updates, KeyChanges changes) {
        this.jdbi = jdbi;
        this.issuer = issuer;
        this.actor = actor;
        this.updates = updates;
        this.changes = changes;
    }

    /** This registry, which tells of each update in the transaction that makes it. */
    public JdbcKeyRegistry telling(KeyUpdates others) {
        return new JdbcKeyRegistry(jdbi, issuer, actor, others, changes);
    }

    /** This registry for somebody else. */
    public JdbcKeyRegistry as(Actor other) {
        return new JdbcKeyRegistry(jdbi, issuer, other, updates, changes);
    }

    /** This registry, which reports each change that it has committed. */
    public JdbcKeyRegistry reportingTo(KeyChanges listener) {
        return new JdbcKeyRegistry(jdbi, issuer, actor, updates, listener);
    }

    @Override
    public List<Environment> environments() throws KeyStoreException {
        return read(handle -> new KeyTable(handle).environments());
    }

    @Override
    public List<KeyDescription> list() throws KeyStoreException {
        return read(handle -> new KeyTable(handle).list());
    }

    /** The key with an id; empty if there is none. */
    public Optional<KeyDescription> find(String keyId) throws KeyStoreException {
        return read(handle -> new KeyTable(handle).find(keyId));
    }

    /** The keys that have these ids. */
    public List<KeyDescription> find(Set<String> keyIds) throws KeyStoreException {
        return keyIds.isEmpty() ? List.of() : read(handle -> new KeyTable(handle).find(keyIds));
    }

    /**
     * The newest keys of an environment: those in force first, then those that have ended.
     *
     * @param most how many at most
     */
    public List<KeyDescription> newest(String environmentId, int most) throws KeyStoreException {
        return read(handle -> new KeyTable(handle).newest(environmentId, issuer.now(), most));
    }

    @Override
    public KeyDescription describe(String keyId) throws KeyStoreException {
        return read(handle -> new KeyTable(handle).find(keyId).orElseThrow(() -> noSuchKey(keyId)));
    }

    @Override
    public void createEnvironment(Environment environment) throws KeyStoreException {
        change(keys -> {
            if (keys.environments().stream().anyMatch(other -> other.id().equals(environment.id()))) {
                throw new IllegalArgumentException("there is an environment '" + environment.id() + "' already");
            }
            keys.insert(issuer.checked(environment), issuer.now());
            keys.audit(issuer.now(), actor, "create environment", environment.id(), null, environment.name());
            return environment;
        });
    }

    @Override
    public IssuedKey issue(KeyRequest request) throws KeyStoreException {
        return change(keys -> {
            IssuedKey issued = issuer.make(request, environment(keys, request.environmentId()));
            keys.insert(issued.record());
            audit(keys, "issue", issued.record(), limits(issued.record()));
            return issued;
        });
    }

    @Override
    public IssuedKey roll(String keyId, Duration grace) throws KeyStoreException {
        return change(keys -> {
            KeyRecord old = lock(keys, keyId);
            KeyRecord ending = issuer.inGrace(old, grace);
            IssuedKey issued = issuer.make(KeyRequest.like(old), old.environment());
            update(keys, ending);
            keys.insert(issued.record());
            audit(keys, "roll", old, "to " + issued.record().id() + ", ends at " + ending.expiresAt());
            return issued;
        });
    }

    @Override
    public KeyRecord revoke(String keyId) throws KeyStoreException {
        return change(keys -> {
            KeyRecord key = lock(keys, keyId);
            if (key.isRevoked()) {
                return key;
            }
            KeyRecord revoked = key.revokedAt(issuer.now());
            update(keys, revoked);
            audit(keys, "revoke", revoked, "");
            return revoked;
        });
    }

    @Override
    public KeyRecord edit(String keyId, KeyEdit edit) throws KeyStoreException {
        return change(keys -> {
            KeyRecord edited = edit.applyTo(lock(keys, keyId));
            update(keys, edited);
            audit(keys, "edit", edited, "name " + PrintableText.escape(edited.name()) + ", " + limits(edited));
            return edited;
        });
    }

    /** Adds an audit row about a key whose text was shown again. */
    public void recordReveal(String keyId) throws KeyStoreException {
        change(keys -> {
            KeyRecord key = lock(keys, keyId);
            audit(keys, "reveal", key, "");
            return key;
        });
    }

    private void update(KeyTable keys, KeyRecord key) {
        keys.update(key);
        updates.updated(keys.handle(), key);
    }

    private void audit(KeyTable keys, String action, KeyRecord key, String detail) {
        keys.audit(issuer.now(), actor, action, key.environment().id(), key.id(), detail);
    }

    private static String limits(KeyRecord key) {
        return "scopes " + key.scopes() + ", origins "
                + (key.restrictions().origins() == null
                        ? "any"
                        : key.restrictions().origins()) + ", networks "
                + (key.restrictions().networks() == null
                        ? "any"
                        : key.restrictions().networks());
    }

    private static KeyRecord lock(KeyTable keys, String id) {
        return keys.lock(id).orElseThrow(() -> noSuchKey(id));
    }

    private static Environment environment(KeyTable keys, String id) {
        List<Environment> environments = keys.environments();
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no environment " + Redaction.quoted(id) + "; there are: "
                                + environments.stream().map(Environment::id).collect(Collectors.joining(", "))));
    }

    private static IllegalArgumentException noSuchKey(String id) {
        return new IllegalArgumentException("there is no key with id " + Redaction.quoted(id));
    }

    /** What is done to the tables in one transaction. */
    @FunctionalInterface
    interface Change<T> {
        T apply(KeyTable keys);
    }

    private <T> T change(Change<T> change) throws KeyStoreException {
        Set<KeyDigest> touched = new LinkedHashSet<>();
        try {
            return read(handle ->
                    handle.inTransaction(transaction -> change.apply(new KeyTable(transaction, touched::add))));
        } finally {
            // Also after a failure: a commit may be done whose reply was lost.
            touched.forEach(changes::changed);
        }
    }

    private <T> T read(HandleCallback<T, RuntimeException> query) throws KeyStoreException {
        try {
            return jdbi.withHandle(query);
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        }
    }
}
