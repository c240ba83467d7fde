package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Project;
import dev.keystile.key.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Administration on the transactions of a store: the conditions of each change, and its entries in the audit. */
final class TransactionalKeyAdmin implements KeyAdmin {

    private static final int MAX_ENVIRONMENT_NAME = 255;

    private final AdminStore store;
    private final KeyIssuer issuer;
    private final AdminListener listener;

    TransactionalKeyAdmin(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        this.store = store;
        this.issuer = issuer;
        this.listener = new GuardedAdminListener(listener);
    }

    @Override
    public List<Environment> environments() throws AdminException {
        return store.read(AdminTransaction::environments);
    }

    @Override
    public List<Project> projects(@Nullable String accountId) throws AdminException {
        return store.read(transaction -> {
            AccountRecord account = account(transaction, accountId);
            List<Project> projects = new ArrayList<>();
            for (Environment environment : transaction.environments()) {
                projects.add(transaction.project(account, environment));
            }
            return List.copyOf(projects);
        });
    }

    @Override
    public KeyDescription describe(String keyId) throws AdminException {
        return store.read(transaction -> transaction.find(keyId).orElseThrow(() -> noSuchKey(keyId)));
    }

    @Override
    public List<KeyDescription> find(Set<String> keyIds) throws AdminException {
        return keyIds.isEmpty() ? List.of() : store.read(transaction -> transaction.find(keyIds));
    }

    @Override
    public KeyPage list(KeyQuery query) throws AdminException {
        if (query.limit() < 1 || query.limit() > KeyQuery.MAX_LIMIT) {
            throw new InvalidException(
                    "limit", "the limit must be 1 to " + KeyQuery.MAX_LIMIT + ", not " + query.limit());
        }
        KeyCursor after = KeyCursor.parse(query.after());
        // One more than is asked for tells whether more follow.
        List<KeyDescription> found =
                store.read(transaction -> transaction.list(query, after, query.limit() + 1, issuer.now()));
        if (found.size() <= query.limit()) {
            return new KeyPage(found, null);
        }
        List<KeyDescription> keys = found.subList(0, query.limit());
        return new KeyPage(keys, KeyCursor.of(keys.get(keys.size() - 1).key()).text());
    }

    @Override
    public void createEnvironment(Actor actor, Environment environment) throws AdminException {
        check("name", "the environment's name", environment.name(), MAX_ENVIRONMENT_NAME);
        audited((transaction, audit) -> {
            if (transaction.environments().stream().anyMatch(other -> other.id().equals(environment.id()))) {
                throw new ConflictException("there is an environment '" + environment.id() + "' already");
            }
            Instant now = issuer.now();
            transaction.insert(environment, now);
            audit.add(new AdminEvent(AdminAction.CREATE_ENVIRONMENT, now, actor, environment, null, null));
            return environment;
        });
    }

    private static void check(String field, String what, String text, int max) throws InvalidException {
        try {
            PrintableText.require(what, text);
        } catch (IllegalArgumentException e) {
            throw new InvalidException(field, String.valueOf(e.getMessage()));
        }
        if (text.length() > max) {
            throw new InvalidException(field, what + " must have " + max + " characters at most, not " + text.length());
        }
    }

    @Override
    public IssuedKey issue(Actor actor, KeyRequest request) throws AdminException {
        return audited((transaction, audit) -> {
            IssuedKey issued = issuer.make(request, project(transaction, request));
            transaction.insert(issued.record());
            audit.add(event(AdminAction.ISSUE, actor, issued.record()));
            return issued;
        });
    }

    @Override
    public ApiKey adopt(Actor actor, KeyRequest request, KeyDigest digest, @Nullable String lastFour)
            throws AdminException {
        return audited((transaction, audit) -> {
            ApiKey adopted = issuer.adopt(request, project(transaction, request), digest, lastFour);
            ApiKey known = transaction.find(digest).orElse(null);
            if (known != null) {
                throw new ConflictException("the key is there already, as " + known.id());
            }
            transaction.insert(adopted);
            audit.add(event(AdminAction.ADOPT, actor, adopted));
            return adopted;
        });
    }

    @Override
    public IssuedKey roll(Actor actor, String keyId, Duration grace) throws AdminException {
        return audited((transaction, audit) -> {
            ApiKey old = lock(transaction, keyId);
            ApiKey ending = issuer.inGrace(old, grace);
            IssuedKey issued = issuer.successorOf(old);
            transaction.update(ending);
            transaction.insert(issued.record());
            audit.add(new AdminEvent(
                    AdminAction.ROLL, issuer.now(), actor, ending.environment(), ending, issued.record()));
            return issued;
        });
    }

    @Override
    public ApiKey edit(Actor actor, String keyId, KeyEdit edit) throws AdminException {
        return audited((transaction, audit) -> {
            ApiKey edited = edit.applyTo(lock(transaction, keyId));
            transaction.update(edited);
            audit.add(event(AdminAction.EDIT, actor, edited));
            return edited;
        });
    }

    @Override
    public List<ApiKey> revoke(Actor actor, Collection<String> keyIds) throws AdminException {
        return audited((transaction, audit) -> {
            List<ApiKey> keys = new ArrayList<>();
            // In one order, so that no two wait for each other's keys.
            for (String id : new TreeSet<>(keyIds)) {
                ApiKey key = lock(transaction, id);
                ApiKey revoked = key.revokedAt(issuer.now());
                if (!key.isRevoked()) {
                    transaction.update(revoked);
                    audit.add(event(AdminAction.REVOKE, actor, revoked));
                }
                keys.add(revoked);
            }
            return List.copyOf(keys);
        });
    }

    @Override
    public void recordReveal(Actor actor, String keyId) throws AdminException {
        audited((transaction, audit) -> {
            ApiKey key = lock(transaction, keyId);
            audit.add(event(AdminAction.REVEAL, actor, key));
            return key;
        });
    }

    private AdminEvent event(AdminAction action, Actor actor, ApiKey key) {
        return new AdminEvent(action, issuer.now(), actor, key.environment(), key, null);
    }

    private static ApiKey lock(AdminTransaction transaction, String id) throws AdminException {
        return transaction.lock(id).orElseThrow(() -> noSuchKey(id));
    }

    private static Project project(AdminTransaction transaction, KeyRequest request) throws AdminException {
        AccountRecord account = account(transaction, request.accountId());
        if (account.state() == AccountState.CLOSED) {
            throw new ConflictException("account " + account.id() + " is closed and gets no new keys");
        }
        return transaction.project(account, environment(transaction, request.environmentId()));
    }

    private static AccountRecord account(AdminTransaction transaction, @Nullable String id) throws AdminException {
        if (id == null) {
            return transaction
                    .onlyAccount()
                    .orElseThrow(() -> new InvalidException(
                            "account",
                            "the account must be given, because the store does not have exactly one:"
                                    + " say which account the key is for"));
        }
        return transaction
                .account(id)
                .orElseThrow(() -> new NotFoundException("there is no account " + Redaction.quoted(id)));
    }

    private static Environment environment(AdminTransaction transaction, String id) throws AdminException {
        List<Environment> environments = transaction.environments();
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("there is no environment " + Redaction.quoted(id) + "; there are: "
                                + environments.stream().map(Environment::id).collect(Collectors.joining(", "))));
    }

    private static NotFoundException noSuchKey(String id) {
        return new NotFoundException("there is no key with id " + Redaction.quoted(id));
    }

    /** A change that leaves entries of the audit. */
    @FunctionalInterface
    private interface AuditedWork<T> {
        T in(AdminTransaction transaction, Audit audit) throws AdminException;
    }

    /** Adds an entry in the transaction of the change. */
    @FunctionalInterface
    private interface Audit {
        void add(AdminEvent event) throws AdminException;
    }

    private <T> T audited(AuditedWork<T> work) throws AdminException {
        List<AdminEvent> events = new ArrayList<>();
        T result;
        try {
            result = store.change(transaction -> work.in(transaction, event -> {
                transaction.audit(event);
                events.add(event);
            }));
        } catch (InvalidKeyException e) {
            throw new InvalidException(e.field(), String.valueOf(e.getMessage()));
        }
        events.forEach(listener::changed);
        return result;
    }
}
