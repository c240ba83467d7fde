package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Administration of keys. Each change names who makes it, is one transaction, done whole or not at all also beside other
 * processes, and leaves an entry of the audit for each key. Safe for use by many threads at once.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store cannot be read or written, {@link NotFoundException}
 * if there is no key or environment with an id that is given, and {@link InvalidException} if a value is wrong, with
 * the value's name.
 *
 * <pre>{@code
 * KeyAdmin admin = KeyAdmin.on(new FileAdminStore(Path.of("keys.yaml")));
 * IssuedKey key = admin.issue(actor, KeyRequest.of(KeyType.SECRET, "demo", "ci"));
 * }</pre>
 */
public interface KeyAdmin {

    /** Administration of a store's keys. */
    static KeyAdmin on(AdminStore store) {
        return on(store, AdminListener.NONE);
    }

    /** Administration of a store's keys, which tells of each change that it has made. */
    static KeyAdmin on(AdminStore store, AdminListener listener) {
        return on(store, new KeyIssuer(new KeyGenerator(), InstantSource.system()), listener);
    }

    /** Administration of a store's keys, with what makes new ones, which tells of each change that it has made. */
    static KeyAdmin on(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        return new TransactionalKeyAdmin(store, issuer, listener);
    }

    /** The environments, in the order of their making. */
    List<Environment> environments() throws AdminException;

    /**
     * Adds an environment.
     *
     * @throws ConflictException if there is one with its id
     */
    void createEnvironment(Actor actor, Environment environment) throws AdminException;

    /** Makes a key. */
    IssuedKey issue(Actor actor, KeyRequest request) throws AdminException;

    /**
     * Takes in a key that somebody holds already.
     *
     * @param digest of the key's whole text
     * @param lastFour the last four characters of its text, to recognise it by; null for none
     * @throws ConflictException if the key is there already
     */
    KeyRecord adopt(Actor actor, KeyRequest request, KeyDigest digest, @Nullable String lastFour) throws AdminException;

    /** One key. */
    KeyDescription describe(String keyId) throws AdminException;

    /** The keys that have these ids, in no order; ids that no key has are left out. */
    List<KeyDescription> find(Set<String> keyIds) throws AdminException;

    /**
     * A page of keys. Pages that follow each other hold every key once that was there before the first of them and
     * belongs to the list all the while, whatever is added meanwhile.
     */
    KeyPage list(KeyQuery query) throws AdminException;

    /**
     * Makes a successor with the same type, environment, name, scopes and restrictions. The old key ends after
     * {@code grace}, or at its own end if that is earlier; the successor has the old key's own end. A key that is
     * in its grace already has the end of that grace as its own: roll its successor instead.
     *
     * @param grace zero or longer
     * @throws ConflictException if the key is revoked or expired
     */
    IssuedKey roll(Actor actor, String keyId, Duration grace) throws AdminException;

    /** Changes a key's name and limits: only what the edit names, in the key as it is at that moment. */
    KeyRecord edit(Actor actor, String keyId, KeyEdit edit) throws AdminException;

    /**
     * Revokes keys for good: all of them or, if there is one that does not exist, none. A key that was revoked before
     * stays as it is.
     *
     * @return the keys, in the order of their ids
     */
    List<KeyRecord> revoke(Actor actor, Collection<String> keyIds) throws AdminException;

    /** Revokes a key for good; a key that was revoked before stays as it is. */
    default KeyRecord revoke(Actor actor, String keyId) throws AdminException {
        return revoke(actor, List.of(keyId)).get(0);
    }

    /** Notes in the audit that a key's whole text was shown again. */
    void recordReveal(Actor actor, String keyId) throws AdminException;
}
