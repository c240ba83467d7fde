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

/** The reads and writes of one transaction. An implementation checks no rule about keys and accounts. */
public interface AdminTransaction {

    /** All environments, in the order of creation. */
    List<Environment> environments() throws AdminException;

    /** The account with an id. */
    Optional<AccountRecord> account(String accountId) throws AdminException;

    /** The accounts with these ids, in no particular order. */
    List<AccountDescription> accounts(Set<String> accountIds) throws AdminException;

    /**
     * The accounts that match a query, ordered by the characters of the id as in ASCII, whatever the language of the store.
     *
     * @param query the filter; its limit is not used, and its cursor is the id behind which the list begins
     * @param limit the max number of accounts
     */
    List<AccountDescription> list(AccountQuery query, int limit) throws AdminException;

    /** The account with an id, locked until the end of the transaction. Accounts are locked before keys. */
    Optional<AccountRecord> lockAccount(String accountId) throws AdminException;

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

    /** The keys with these digests, in no particular order. */
    List<ApiKey> findByDigest(Set<KeyDigest> digests) throws AdminException;

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

    /**
     * Adds accounts with new ids, and their projects.
     *
     * @return the accounts as the store keeps them, in the same order
     * @throws AdminException.ConflictException if somebody else has added an account with one of the ids meanwhile
     */
    List<AccountDescription> insertAccounts(List<AccountDescription> accounts) throws AdminException;

    /** Replaces the account with the same id. */
    void update(AccountRecord account) throws AdminException;

    /** Adds a key with a new id and a new digest. */
    void insert(ApiKey key) throws AdminException;

    /** Adds keys with new ids and new digests, and those of their projects that the store does not have yet. */
    void insertKeys(List<ApiKey> keys) throws AdminException;

    /** Replaces the key with the same id. */
    void update(ApiKey key) throws AdminException;

    /**
     * Revokes the keys of an account that are not revoked. Keys are locked in the order of their ids.
     *
     * @param environmentId the environment of the keys; null for every environment
     * @return the number of keys that were revoked
     */
    int revokeAll(String accountId, @Nullable String environmentId, Instant at) throws AdminException;

    /** Adds an entry to the audit. */
    void audit(AdminEvent event) throws AdminException;

    /** Adds entries to the audit, in this order. */
    void audit(List<AdminEvent> events) throws AdminException;
}
