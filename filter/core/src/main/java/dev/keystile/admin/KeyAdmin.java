package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.Project;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Administration of the keys in a store. Each change names its actor, is one transaction, and adds one entry to the
 * audit for each key, unless a method says otherwise. Other processes may change the same store at the same time. Safe for
 * use by many threads at once.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store cannot be read or written,
 * {@link NotFoundException} if there is no key or environment with the given id, and {@link InvalidException}, with the
 * field, if a value of the request is wrong.
 *
 * <pre>{@code
 * KeyAdmin admin = KeyAdmin.on(new FileAdminStore(Path.of("keys.yaml")));
 * IssuedKey key = admin.issue(actor, KeyRequest.of(KeyType.SECRET, "demo", "ci"));
 * }</pre>
 */
public interface KeyAdmin {

    /** Administration of the keys in a store. */
    static KeyAdmin on(AdminStore store) {
        return on(store, AdminListener.NONE);
    }

    /** Administration of the keys in a store; the listener receives an event for each committed change. */
    static KeyAdmin on(AdminStore store, AdminListener listener) {
        return on(store, new KeyIssuer(new KeyGenerator(), InstantSource.system()), listener);
    }

    /** As {@link #on(AdminStore, AdminListener)}, with the source and the clock of new keys. */
    static KeyAdmin on(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        return new TransactionalKeyAdmin(store, issuer, listener);
    }

    /** All environments, in the order of creation. */
    List<Environment> environments() throws AdminException;

    /**
     * The projects of an account, one for each environment, in the order of {@link #environments()}.
     *
     * @param accountId the id of the account; null for the only one
     * @throws InvalidException if {@code accountId} is null and the store does not have exactly one account
     */
    List<Project> projects(@Nullable String accountId) throws AdminException;

    /**
     * Creates an environment, and a project in it for each account.
     *
     * @throws ConflictException if an environment with the same id exists
     */
    void createEnvironment(Actor actor, Environment environment) throws AdminException;

    /**
     * Creates a key. The account may be suspended.
     *
     * @throws ConflictException if the account is closed
     */
    IssuedKey issue(Actor actor, KeyRequest request) throws AdminException;

    /**
     * Adds a key that exists already, such as a key of the system that Keystile replaces.
     *
     * @param digest the SHA-256 digest of the key
     * @param lastFour the last four characters of the key, by which people recognise it; null for none
     * @throws ConflictException if the store has a key with this digest, or the account is closed
     */
    ApiKey adopt(Actor actor, KeyRequest request, KeyDigest digest, @Nullable String lastFour) throws AdminException;

    /** The key with an id. */
    KeyDescription describe(String keyId) throws AdminException;

    /** The keys with these ids, in no particular order; an id without a key is ignored. */
    List<KeyDescription> find(Set<String> keyIds) throws AdminException;

    /**
     * A page of the list of keys. Pages that are read one after the other contain each key that existed before the first
     * page exactly once, also if keys are added meanwhile.
     */
    KeyPage list(KeyQuery query) throws AdminException;

    /**
     * Creates a successor with the same type, project, name, scopes, restrictions and metadata. The old key expires after the
     * grace period, or at its own expiry if that is earlier; the successor gets the expiry that the old key had. A key in
     * its grace period expires with it: roll the successor instead.
     *
     * @param grace the grace period, zero or longer
     * @throws ConflictException if the key is revoked or expired, or its account is closed
     */
    IssuedKey roll(Actor actor, String keyId, Duration grace) throws AdminException;

    /**
     * Changes what the edit names of a key, and nothing else. The edit is applied to the key as stored at that moment.
     *
     * @throws ConflictException if the account of the key is closed
     */
    ApiKey edit(Actor actor, String keyId, KeyEdit edit) throws AdminException;

    /**
     * Revokes keys for good, in one transaction: all of them or, if one does not exist, none. A key that is revoked
     * already is not changed.
     *
     * @return the keys after the revocation, ordered by id
     */
    List<ApiKey> revoke(Actor actor, Collection<String> keyIds) throws AdminException;

    /** Revokes one key for good. A key that is revoked already is not changed. */
    default ApiKey revoke(Actor actor, String keyId) throws AdminException {
        return revoke(actor, List.of(keyId)).get(0);
    }

    /**
     * Revokes for good all keys of an account that are not revoked, or all in one environment. The audit gets one entry for
     * all of them, or none if there are none.
     *
     * @param environmentId the environment of the keys; null for every environment
     * @return the number of keys that were revoked
     */
    int revokeAll(Actor actor, String accountId, @Nullable String environmentId) throws AdminException;

    /**
     * Adds keys that exist already, all or nothing.
     *
     * @param createAccounts whether an account that does not exist is created, with its id as its name; otherwise its row is
     *     refused
     * @param progress receives the number of keys so far; if it throws, nothing is imported
     * @throws RejectedRowException if a row is wrong, or the store or an earlier row has its key, with the index of the row
     */
    ImportedKeys importAll(Actor actor, List<KeyAdoption> rows, boolean createAccounts, IntConsumer progress)
            throws AdminException;

    /** Adds an entry to the audit which says that the whole key was shown again. */
    void recordReveal(Actor actor, String keyId) throws AdminException;
}
