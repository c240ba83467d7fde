package dev.keystile.store.file;

import dev.keystile.admin.AccountDescription;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminTransaction;
import dev.keystile.admin.KeyCursor;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A transaction on the content of a key file, in memory. The caller writes the file. */
final class FileTransaction implements AdminTransaction {

    private static final Comparator<ApiKey> ORDER = Comparator.comparing(KeyCursor::of);

    private KeyFile content;
    private final List<AdminEvent> events = new ArrayList<>();

    FileTransaction(KeyFile content) {
        this.content = content;
    }

    /** The content after the changes. */
    KeyFile content() {
        return content;
    }

    /** The entries of the audit. */
    List<AdminEvent> events() {
        return events;
    }

    @Override
    public List<Environment> environments() {
        return content.environments();
    }

    @Override
    public Optional<AccountRecord> account(String accountId) {
        return content.account(accountId);
    }

    @Override
    public List<AccountDescription> accounts(Set<String> accountIds) {
        return describe(content.accounts().stream().filter(account -> accountIds.contains(account.id())));
    }

    @Override
    public List<AccountDescription> list(AccountQuery query, int limit) {
        String search = search(query.search());
        return describe(content.accounts().stream()
                .filter(account -> query.includes(account.state()))
                .filter(account -> search.isEmpty() || isFound(account, search))
                .filter(account -> query.after() == null || account.id().compareTo(query.after()) > 0)
                .sorted(Comparator.comparing(AccountRecord::id))
                .limit(limit));
    }

    private static boolean isFound(AccountRecord account, String search) {
        return account.id().toLowerCase(Locale.ROOT).startsWith(search)
                || account.account().name().toLowerCase(Locale.ROOT).startsWith(search);
    }

    private static String search(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }

    private List<AccountDescription> describe(Stream<AccountRecord> accounts) {
        Map<String, List<Project>> projects = content.projectsByAccount();
        return accounts.map(account -> new AccountDescription(account, projects.getOrDefault(account.id(), List.of())))
                .toList();
    }

    @Override
    public Optional<AccountRecord> lockAccount(String accountId) {
        return account(accountId);
    }

    @Override
    public Optional<AccountRecord> onlyAccount() {
        List<AccountRecord> accounts = content.accounts();
        return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
    }

    @Override
    public Project project(AccountRecord account, Environment environment) {
        return content.project(account, environment);
    }

    @Override
    public Optional<KeyDescription> find(String keyId) {
        return content.key(keyId).map(FileTransaction::describe);
    }

    @Override
    public List<KeyDescription> find(Set<String> keyIds) {
        return content.keys().stream()
                .filter(key -> keyIds.contains(key.id()))
                .map(FileTransaction::describe)
                .toList();
    }

    @Override
    public Optional<ApiKey> find(KeyDigest digest) {
        return content.keys().stream()
                .filter(key -> key.digest().equals(digest))
                .findFirst();
    }

    @Override
    public List<ApiKey> findByDigest(Set<KeyDigest> digests) {
        return content.keys().stream()
                .filter(key -> digests.contains(key.digest()))
                .toList();
    }

    @Override
    public List<KeyDescription> list(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) {
        String search = search(query.search());
        return content.keys().stream()
                .filter(key -> query.accountId() == null
                        || query.accountId().equals(key.account().id()))
                .filter(key -> query.environmentId() == null
                        || query.environmentId().equals(key.environment().id()))
                .filter(key -> query.type() == null || query.type() == key.type())
                .filter(key -> query.includes(key.stateAt(now)))
                .filter(key -> search.isEmpty() || isFound(key, search))
                .filter(key -> after == null || isBehind(KeyCursor.of(key), after, query.descending()))
                .sorted(query.descending() ? ORDER.reversed() : ORDER)
                .limit(limit)
                .map(FileTransaction::describe)
                .toList();
    }

    private static boolean isFound(ApiKey key, String search) {
        return key.name().toLowerCase(Locale.ROOT).startsWith(search)
                || key.id().toLowerCase(Locale.ROOT).startsWith(search)
                || search.equals(Objects.requireNonNullElse(key.lastFour(), "").toLowerCase(Locale.ROOT));
    }

    private static boolean isBehind(KeyCursor key, KeyCursor after, boolean descending) {
        return descending ? key.compareTo(after) < 0 : key.compareTo(after) > 0;
    }

    private static KeyDescription describe(ApiKey key) {
        return new KeyDescription(key, null);
    }

    @Override
    public Optional<ApiKey> lock(String keyId) {
        return content.key(keyId);
    }

    @Override
    public void insert(Environment environment, Instant createdAt) {
        content = content.with(environment);
    }

    /** A file does not record the time at which an account was created. */
    @Override
    public List<AccountDescription> insertAccounts(List<AccountDescription> accounts) {
        List<AccountRecord> records = new ArrayList<>();
        List<Project> projects = new ArrayList<>();
        for (AccountDescription account : accounts) {
            AccountRecord record = new AccountRecord(
                    account.account().account(), account.account().state(), null);
            records.add(record);
            account.projects()
                    .forEach(project -> projects.add(new Project(project.id(), record, project.environment())));
        }
        content = content.withAccounts(records, projects);
        return describe(records.stream());
    }

    @Override
    public void update(AccountRecord account) {
        content = content.with(account);
    }

    @Override
    public void insertKeys(List<ApiKey> keys) {
        content = content.withKeys(keys);
    }

    @Override
    public int revokeAll(String accountId, @Nullable String environmentId, Instant at) {
        List<ApiKey> before = content.keys();
        List<ApiKey> after = before.stream()
                .map(key -> isIn(key, accountId, environmentId) ? key.revokedAt(at) : key)
                .toList();
        content = content.with(after);
        return (int) IntStream.range(0, before.size())
                .filter(i -> before.get(i).isRevoked() != after.get(i).isRevoked())
                .count();
    }

    private static boolean isIn(ApiKey key, String accountId, @Nullable String environmentId) {
        return key.account().id().equals(accountId)
                && (environmentId == null || key.environment().id().equals(environmentId));
    }

    @Override
    public void insert(ApiKey key) {
        content = content.with(key);
    }

    @Override
    public void update(ApiKey key) {
        content = content.with(key);
    }

    @Override
    public void audit(AdminEvent event) {
        events.add(event);
    }

    @Override
    public void audit(List<AdminEvent> more) {
        events.addAll(more);
    }
}
