package dev.keystile.admin;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reads and writes of one transaction. An implementation checks no rule about keys. */
public interface AdminTransaction {

    /** All environments, in the order of creation. */
    List<Environment> environments() throws AdminException;

    /** The account with an id. */
    Optional<AccountRecord> account(String accountId) throws AdminException;

    /** The account, if the store has exactly one. */
    Optional<AccountRecord> onlyAccount() throws AdminException;

    /** The project of an account in an environment; both exist. */
    Project project(AccountRecord account, Environment environment) throws AdminException;

    /** The key with an id. */
    Optional<KeyDescription> find(String keyId) throws AdminException;

    /** The keys with these ids, in no particular order. */
    List<KeyDescription> find(Set<String> keyIds) throws AdminException;

    /** The key with a digest. */
    Optional<ApiKey> find(KeyDigest digest) throws AdminException;

    /**
     * The keys that match a query, ordered by the time of creation and then by the id.
     *
     * @param query the filter and the order; its limit and its cursor are not used
     * @param after the position behind which the list begins; null for the first page
     * @param limit the max number of keys
     * @param now the time at which the keys are in the states of the query
     */
    List<KeyDescription> list(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) throws AdminException;

    /** The key with an id, locked until the end of the transaction. */
    Optional<ApiKey> lock(String keyId) throws AdminException;

    /** Adds an environment with a new id, and a project in it for each account. */
    void insert(Environment environment, Instant createdAt) throws AdminException;

    /** Adds a key with a new id and a new digest. */
    void insert(ApiKey key) throws AdminException;

    /** Replaces the key with the same id. */
    void update(ApiKey key) throws AdminException;

    /** Adds an entry to the audit. */
    void audit(AdminEvent event) throws AdminException;
}
