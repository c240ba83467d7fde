package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Administration of keys on the transactions of a store: the conditions of each change, and its entries in the audit. */
final class TransactionalKeyAdmin implements KeyAdmin {

    private static final int MAX_ENVIRONMENT_NAME = 255;

    private final AuditedStore store;
    private final KeyIssuer issuer;

    TransactionalKeyAdmin(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        this.store = new AuditedStore(store, listener);
        this.issuer = issuer;
    }

    @Override
    public List<Environment> environments() throws AdminException {
        return store.read(AdminTransaction::environments);
    }

    @Override
    public List<Project> projects(@Nullable String accountId) throws AdminException {
        return store.read(transaction -> {
            AccountRecord account = AdminLookup.account(transaction, accountId);
            List<Project> projects = new ArrayList<>();
            for (Environment environment : transaction.environments()) {
                projects.add(transaction.project(account, environment));
            }
            return List.copyOf(projects);
        });
    }

    @Override
    public KeyDescription describe(String keyId) throws AdminException {
        return store.read(transaction -> transaction.find(keyId).orElseThrow(() -> AdminLookup.noSuchKey(keyId)));
    }

    @Override
    public List<KeyDescription> find(Set<String> keyIds) throws AdminException {
        return keyIds.isEmpty() ? List.of() : store.read(transaction -> transaction.find(keyIds));
    }

    @Override
    public KeyPage list(KeyQuery query) throws AdminException {
        AdminLookup.checkLimit(query.limit(), KeyQuery.MAX_LIMIT);
        KeyCursor after = KeyCursor.parse(query.after());
        // One more than the limit tells whether more follow.
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
        store.change((transaction, audit) -> {
            if (transaction.environments().stream().anyMatch(other -> other.id().equals(environment.id()))) {
                throw new ConflictException("there is an environment '" + environment.id() + "' already");
            }
            Instant now = issuer.now();
            transaction.insert(environment, now);
            audit.add(AdminEvent.ofEnvironment(AdminAction.CREATE_ENVIRONMENT, now, actor, environment));
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
        return store.change((transaction, audit) -> {
            IssuedKey issued = issuer.make(request, project(transaction, request));
            transaction.insert(issued.record());
            audit.add(event(AdminAction.ISSUE, actor, issued.record()));
            return issued;
        });
    }

    @Override
    public ApiKey adopt(Actor actor, KeyRequest request, KeyDigest digest, @Nullable String lastFour)
            throws AdminException {
        return store.change((transaction, audit) -> {
            ApiKey adopted = issuer.adopt(request, project(transaction, request), digest, lastFour);
            ApiKey known = transaction.find(digest).orElse(null);
            if (known != null) {
                throw exists(known);
            }
            transaction.insert(adopted);
            audit.add(event(AdminAction.ADOPT, actor, adopted));
            return adopted;
        });
    }

    @Override
    public IssuedKey roll(Actor actor, String keyId, Duration grace) throws AdminException {
        return store.change((transaction, audit) -> {
            ApiKey old = AdminLookup.lockKeyOfOpenAccount(transaction, keyId);
            ApiKey ending = issuer.inGrace(old, grace);
            IssuedKey issued = issuer.successorOf(old);
            transaction.update(ending);
            transaction.insert(issued.record());
            audit.add(AdminEvent.ofRoll(issuer.now(), actor, ending, issued.record()));
            return issued;
        });
    }

    @Override
    public ApiKey edit(Actor actor, String keyId, KeyEdit edit) throws AdminException {
        return store.change((transaction, audit) -> {
            ApiKey edited = edit.applyTo(AdminLookup.lockKeyOfOpenAccount(transaction, keyId));
            transaction.update(edited);
            audit.add(event(AdminAction.EDIT, actor, edited));
            return edited;
        });
    }

    @Override
    public List<ApiKey> revoke(Actor actor, Collection<String> keyIds) throws AdminException {
        return store.change((transaction, audit) -> {
            List<ApiKey> keys = new ArrayList<>();
            // In one order, so that no two wait for each other's keys.
            for (String id : new TreeSet<>(keyIds)) {
                ApiKey key = AdminLookup.lockKey(transaction, id);
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
        store.change((transaction, audit) -> {
            ApiKey key = AdminLookup.lockKey(transaction, keyId);
            audit.add(event(AdminAction.REVEAL, actor, key));
            return key;
        });
    }

    @Override
    public int revokeAll(Actor actor, String accountId, @Nullable String environmentId) throws AdminException {
        return store.change((transaction, audit) -> {
            AccountRecord account = AdminLookup.lockAccount(transaction, accountId);
            Environment environment =
                    environmentId == null ? null : AdminLookup.environment(transaction.environments(), environmentId);
            Instant now = issuer.now();
            int revoked = transaction.revokeAll(accountId, environmentId, now);
            if (revoked > 0) {
                audit.add(AdminEvent.ofAllKeys(now, actor, account.account(), environment, revoked));
            }
            return revoked;
        });
    }

    @Override
    public ImportedKeys importAll(Actor actor, List<KeyAdoption> rows, boolean createAccounts, IntConsumer progress)
            throws AdminException {
        return store.change((transaction, audit) ->
                new AdoptionImport(issuer, actor, transaction, audit, createAccounts).run(rows, progress));
    }

    static ConflictException exists(ApiKey key) {
        return new ConflictException("the key is there already, as " + key.id(), key);
    }

    private AdminEvent event(AdminAction action, Actor actor, ApiKey key) {
        return AdminEvent.ofKey(action, issuer.now(), actor, key);
    }

    private static Project project(AdminTransaction transaction, KeyRequest request) throws AdminException {
        String accountId = AdminLookup.account(transaction, request.accountId()).id();
        Environment environment = AdminLookup.environment(transaction.environments(), request.environmentId());
        return transaction.project(AdminLookup.lockOpenAccount(transaction, accountId), environment);
    }
}
