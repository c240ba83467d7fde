package dev.keystile.jdbc;

import dev.keystile.admin.AccountDescription;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminTransaction;
import dev.keystile.admin.KeyCursor;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.jdbc.JdbcAdminStore.KeyUpdates;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** A transaction on the tables of Keystile, and on those of the application that are updated with them. */
final class JdbcTransaction implements AdminTransaction {

    private final Handle handle;
    private final KeyTable keys;
    private final AccountTable accounts;
    private final ProjectTable projects;
    private final TouchedKeys touched;
    private final KeyUpdates updates;

    /** @param touched receives what is created or changed, before the commit */
    JdbcTransaction(Handle handle, TouchedKeys touched, KeyUpdates updates) {
        this.handle = handle;
        this.keys = new KeyTable(handle);
        this.accounts = new AccountTable(handle);
        this.projects = new ProjectTable(handle);
        this.touched = touched;
        this.updates = updates;
    }

    @Override
    public List<Environment> environments() {
        return projects.environments();
    }

    @Override
    public Optional<AccountRecord> account(String accountId) {
        return accounts.find(accountId);
    }

    @Override
    public List<AccountDescription> accounts(Set<String> accountIds) {
        return described(accounts.find(accountIds));
    }

    @Override
    public List<AccountDescription> list(AccountQuery query, int limit) {
        return described(accounts.list(query, limit));
    }

    private List<AccountDescription> described(List<AccountRecord> records) {
        Map<String, List<Project>> ofAccounts = projects.of(records);
        return records.stream()
                .map(account -> new AccountDescription(account, ofAccounts.getOrDefault(account.id(), List.of())))
                .toList();
    }

    @Override
    public Optional<AccountRecord> lockAccount(String accountId) {
        return accounts.lock(accountId);
    }

    @Override
    public Optional<AccountRecord> onlyAccount() {
        return accounts.only();
    }

    @Override
    public Project project(AccountRecord account, Environment environment) {
        return projects.of(account, environment);
    }

    @Override
    public Optional<KeyDescription> find(String keyId) {
        return keys.find(keyId);
    }

    @Override
    public List<KeyDescription> find(Set<String> keyIds) {
        return keys.find(keyIds);
    }

    @Override
    public Optional<ApiKey> find(KeyDigest digest) {
        return keys.find(digest);
    }

    @Override
    public List<ApiKey> findByDigest(Set<KeyDigest> digests) {
        return keys.findByDigest(digests);
    }

    @Override
    public List<KeyDescription> list(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) {
        return KeyListStatement.of(query, after, limit, now).run(handle);
    }

    @Override
    public Optional<ApiKey> lock(String keyId) {
        return keys.lock(keyId);
    }

    @Override
    public void insert(Environment environment, Instant createdAt) {
        projects.insert(environment, createdAt);
    }

    @Override
    public List<AccountDescription> insertAccounts(List<AccountDescription> created) throws ConflictException {
        try {
            accounts.insert(created.stream().map(AccountDescription::account).toList());
        } catch (JdbiException e) {
            if (DatabaseError.isDuplicate(e)) {
                throw new ConflictException("somebody else has added an account with the same id meanwhile");
            }
            throw e;
        }
        projects.insert(
                created.stream().flatMap(account -> account.projects().stream()).toList());
        return created;
    }

    @Override
    public void update(AccountRecord account) {
        touched.account(account.id());
        accounts.update(account);
    }

    @Override
    public void insert(ApiKey key) {
        insertKeys(List.of(key));
    }

    @Override
    public void insertKeys(List<ApiKey> created) {
        created.forEach(touched::key);
        projects.ensure(created.stream().map(ApiKey::project).toList());
        keys.insert(created);
    }

    @Override
    public void update(ApiKey key) {
        touched.key(key);
        keys.update(key);
        updates.updated(handle, key);
    }

    @Override
    public int revokeAll(String accountId, @Nullable String environmentId, Instant at) {
        touched.account(accountId);
        List<String> ids = keys.lockNotRevoked(accountId, environmentId);
        keys.revoke(ids, at);
        if (updates != KeyUpdates.NONE) {
            keys.find(ids).forEach(revoked -> updates.updated(handle, revoked.key()));
        }
        return ids.size();
    }

    @Override
    public void audit(AdminEvent event) {
        keys.audit(List.of(event));
    }

    @Override
    public void audit(List<AdminEvent> events) {
        keys.audit(events);
    }
}
