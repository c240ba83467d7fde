package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Administration of accounts on the transactions of a store: the conditions of each change, and its entries in the audit. */
final class TransactionalAccountAdmin implements AccountAdmin {

    private static final String FIRST = "first";

    private final AuditedStore store;
    private final KeyIssuer issuer;

    TransactionalAccountAdmin(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        this.store = new AuditedStore(store, listener);
        this.issuer = issuer;
    }

    @Override
    public CreatedAccount create(Actor actor, AccountRequest request) throws AdminException {
        return store.change(
                (transaction, audit) -> new CreatedAccount(created(transaction, audit, actor, request), List.of()));
    }

    @Override
    public CreatedAccount createWithKeys(Actor actor, AccountRequest request) throws AdminException {
        return store.change((transaction, audit) -> {
            AccountDescription created = created(transaction, audit, actor, request);
            List<IssuedKey> keys = new ArrayList<>();
            for (Project project : created.projects()) {
                for (KeyType type : List.of(KeyType.PUBLISHABLE, KeyType.SECRET)) {
                    IssuedKey issued = issuer.make(
                            KeyRequest.of(type, project.environment().id(), FIRST), project);
                    transaction.insert(issued.record());
                    audit.add(AdminEvent.ofKey(AdminAction.ISSUE, issuer.now(), actor, issued.record()));
                    keys.add(issued);
                }
            }
            return new CreatedAccount(created, keys);
        });
    }

    private AccountDescription created(
            AdminTransaction transaction, AuditedStore.Audit audit, Actor actor, AccountRequest request)
            throws AdminException {
        AccountDescription account = issuer.makeAccount(request, transaction.environments());
        if (transaction.account(account.id()).isPresent()) {
            throw exists(account.id());
        }
        AccountDescription stored = transaction.insertAccounts(List.of(account)).get(0);
        audit.add(AdminEvent.ofAccount(
                AdminAction.CREATE_ACCOUNT,
                issuer.now(),
                actor,
                stored.account().account(),
                ""));
        return stored;
    }

    static ConflictException exists(String id) {
        return new ConflictException("there is an account " + Redaction.quoted(id) + " already");
    }

    @Override
    public AccountDescription describe(String accountId) throws AdminException {
        return store.read(transaction -> transaction.accounts(Set.of(accountId)).stream()
                .findFirst()
                .orElseThrow(() -> AdminLookup.noSuchAccount(accountId)));
    }

    @Override
    public AccountPage list(AccountQuery query) throws AdminException {
        AdminLookup.checkLimit(query.limit(), AccountQuery.MAX_LIMIT);
        if (query.after() != null && !Account.isId(query.after())) {
            throw new InvalidException(
                    "after", "the cursor is none that a list ended with; leave it out to begin anew");
        }
        // One more than the limit tells whether more follow.
        List<AccountDescription> found = store.read(transaction -> transaction.list(query, query.limit() + 1));
        if (found.size() <= query.limit()) {
            return new AccountPage(found, null);
        }
        List<AccountDescription> accounts = found.subList(0, query.limit());
        return new AccountPage(accounts, accounts.get(accounts.size() - 1).id());
    }

    @Override
    public AccountRecord edit(Actor actor, String accountId, AccountEdit edit) throws AdminException {
        return store.change((transaction, audit) -> {
            AccountRecord before = AdminLookup.lockOpenAccount(transaction, accountId);
            AccountRecord after = before.with(edit.applyTo(before.account()));
            if (!after.equals(before)) {
                transaction.update(after);
                String note = "changed " + String.join(", ", changes(before.account(), after.account()));
                audit.add(AdminEvent.ofAccount(AdminAction.EDIT_ACCOUNT, issuer.now(), actor, after.account(), note));
            }
            return after;
        });
    }

    /** What has changed, without the values: the audit outlives a closed account. */
    private static List<String> changes(Account before, Account after) {
        List<String> changes = new ArrayList<>();
        if (!before.name().equals(after.name())) {
            changes.add("name");
        }
        if (!before.plan().equals(after.plan())) {
            changes.add("plan");
        }
        if (!before.metadata().equals(after.metadata())) {
            changes.add("metadata");
        }
        return changes;
    }

    @Override
    public AccountRecord suspend(Actor actor, String accountId) throws AdminException {
        return change(actor, accountId, AccountState.SUSPENDED, AdminAction.SUSPEND);
    }

    @Override
    public AccountRecord resume(Actor actor, String accountId) throws AdminException {
        return change(actor, accountId, AccountState.ACTIVE, AdminAction.RESUME);
    }

    private AccountRecord change(Actor actor, String accountId, AccountState state, AdminAction action)
            throws AdminException {
        return store.change((transaction, audit) -> {
            AccountRecord before = AdminLookup.lockOpenAccount(transaction, accountId);
            AccountRecord after = before.in(state);
            if (!after.equals(before)) {
                transaction.update(after);
                audit.add(AdminEvent.ofAccount(action, issuer.now(), actor, after.account(), ""));
            }
            return after;
        });
    }

    @Override
    public AccountRecord close(Actor actor, String accountId) throws AdminException {
        return store.change((transaction, audit) -> {
            AccountRecord before = AdminLookup.lockAccount(transaction, accountId);
            AccountRecord after = before.closed();
            Instant now = issuer.now();
            int revoked = transaction.revokeAll(accountId, null, now);
            if (revoked > 0 || !after.equals(before)) {
                transaction.update(after);
                audit.add(AdminEvent.ofAccount(
                        AdminAction.CLOSE, now, actor, after.account(), "keys revoked: " + revoked));
            }
            return after;
        });
    }

    @Override
    public List<AccountDescription> importAll(Actor actor, List<AccountRequest> requests, IntConsumer progress)
            throws AdminException {
        return store.change(
                (transaction, audit) -> new AccountImport(issuer, actor, transaction, audit).run(requests, progress));
    }
}
