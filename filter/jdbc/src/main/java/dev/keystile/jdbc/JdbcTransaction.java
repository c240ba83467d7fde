package dev.keystile.jdbc;

import dev.keystile.admin.AccountDescription;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
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
import dev.keystile.key.KeyState;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A transaction on the tables of Keystile, and on those of the application that are updated with them. */
final class JdbcTransaction implements AdminTransaction {

    private final Handle handle;
    private final KeyTable table;
    private final Consumer<KeyDigest> touched;
    private final KeyUpdates updates;

    /** @param touched receives each key that is created or changed, before the commit */
    JdbcTransaction(Handle handle, Consumer<KeyDigest> touched, KeyUpdates updates) {
        this.handle = handle;
        this.table = new KeyTable(handle);
        this.touched = touched;
        this.updates = updates;
    }

    @Override
    public List<Environment> environments() {
        return table.environments();
    }

    @Override
    public Optional<AccountRecord> account(String accountId) {
        return onlyAccount().filter(account -> account.id().equals(accountId));
    }

    @Override
    public List<AccountDescription> accounts(Set<String> accountIds) {
        return accountIds.contains(AccountRecord.DEFAULT.id()) ? describeOnlyAccount() : List.of();
    }

    @Override
    public List<AccountDescription> list(AccountQuery query, int limit) {
        String id = AccountRecord.DEFAULT.id();
        String search = query.search() == null ? "" : query.search().strip().toLowerCase(Locale.ROOT);
        return query.includes(AccountRecord.DEFAULT.state())
                        && id.startsWith(search)
                        && (query.after() == null || id.compareTo(query.after()) > 0)
                ? describeOnlyAccount()
                : List.of();
    }

    private List<AccountDescription> describeOnlyAccount() {
        return List.of(new AccountDescription(AccountRecord.DEFAULT, table.projects()));
    }

    @Override
    public Optional<AccountRecord> lockAccount(String accountId) {
        return account(accountId);
    }

    @Override
    public Optional<AccountRecord> onlyAccount() {
        return Optional.of(AccountRecord.DEFAULT);
    }

    @Override
    public Project project(AccountRecord account, Environment environment) {
        return table.projects().stream()
                .filter(project -> project.environment().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<KeyDescription> find(String keyId) {
        return table.find(keyId);
    }

    @Override
    public List<KeyDescription> find(Set<String> keyIds) {
        return table.find(keyIds);
    }

    @Override
    public Optional<ApiKey> find(KeyDigest digest) {
        return table.find(digest);
    }

    @Override
    public List<ApiKey> findByDigest(Set<KeyDigest> digests) {
        return digests.stream().flatMap(digest -> find(digest).stream()).toList();
    }

    @Override
    public List<KeyDescription> list(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) {
        if (query.accountId() != null && account(query.accountId()).isEmpty()) {
            return List.of();
        }
        return KeyListStatement.of(query, after, limit, now).run(handle);
    }

    @Override
    public Optional<ApiKey> lock(String keyId) {
        return table.lock(keyId);
    }

    @Override
    public void insert(Environment environment, Instant createdAt) {
        table.insert(Project.derived(AccountRecord.DEFAULT, environment), createdAt);
    }

    @Override
    public List<AccountDescription> insertAccounts(List<AccountDescription> accounts) throws AdminException {
        throw onlyDefault();
    }

    @Override
    public void update(AccountRecord account) throws AdminException {
        throw onlyDefault();
    }

    private static AdminException onlyDefault() {
        return new ConflictException("the tables keep the one account 'default' as it is");
    }

    @Override
    public void insertKeys(List<ApiKey> keys) {
        keys.forEach(this::insert);
    }

    @Override
    public int revokeAll(String accountId, @Nullable String environmentId, Instant at) {
        KeyQuery query = KeyQuery.all()
                .account(accountId)
                .environment(environmentId)
                .states(Set.of(KeyState.ACTIVE, KeyState.EXPIRED));
        List<KeyDescription> keys = list(query, null, Integer.MAX_VALUE, at);
        keys.forEach(key -> update(key.key().revokedAt(at)));
        return keys.size();
    }

    @Override
    public void insert(ApiKey key) {
        touched.accept(key.digest());
        table.insert(key);
    }

    @Override
    public void update(ApiKey key) {
        touched.accept(key.digest());
        table.update(key);
        updates.updated(handle, key);
    }

    @Override
    public void audit(AdminEvent event) {
        table.audit(event);
    }

    @Override
    public void audit(List<AdminEvent> events) {
        events.forEach(table::audit);
    }
}
