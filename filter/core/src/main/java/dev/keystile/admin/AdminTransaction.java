package dev.keystile.admin;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a store of keys does within one transaction. No rule about keys stands in its implementations. */
public interface AdminTransaction {

    /** The environments, in the order of their making. */
    List<Environment> environments() throws AdminException;

    /** The key with an id. */
    Optional<KeyDescription> find(String keyId) throws AdminException;

    /** The keys that have these ids, in no order. */
    List<KeyDescription> find(Set<String> keyIds) throws AdminException;

    /** The key with a digest. */
    Optional<KeyRecord> find(KeyDigest digest) throws AdminException;

    /**
     * Keys by a query, ordered by the time of their making and then by their ids.
     *
     * @param query which; its limit and its cursor are given apart
     * @param after where to begin; null for the beginning
     * @param limit how many at most
     * @param now when the keys are in the states that the query names
     */
    List<KeyDescription> list(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) throws AdminException;

    /** The key with an id, which nobody else changes before the transaction ends. */
    Optional<KeyRecord> lock(String keyId) throws AdminException;

    /** Adds an environment, whose id is new. */
    void insert(Environment environment, Instant createdAt) throws AdminException;

    /** Adds a key, whose id and digest are new. */
    void insert(KeyRecord key) throws AdminException;

    /** Puts a key in the place of the one with the same id. */
    void update(KeyRecord key) throws AdminException;

    /** Adds an entry to the audit. */
    void audit(AdminEvent event) throws AdminException;
}
