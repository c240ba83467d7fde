package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.key.Environment;
import dev.keystile.key.InvalidAccountException;
import dev.keystile.key.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Adds many accounts in one transaction, a batch at a time. */
final class AccountImport {

    private static final int BATCH = 1_000;

    private final KeyIssuer issuer;
    private final Actor actor;
    private final AdminTransaction transaction;
    private final AuditedStore.Audit audit;
    /** The rows of all accounts so far, by the id. */
    private final Map<String, Integer> rows = new HashMap<>();

    AccountImport(KeyIssuer issuer, Actor actor, AdminTransaction transaction, AuditedStore.Audit audit) {
        this.issuer = issuer;
        this.actor = actor;
        this.transaction = transaction;
        this.audit = audit;
    }

    List<AccountDescription> run(List<AccountRequest> requests, IntConsumer progress) throws AdminException {
        List<Environment> environments = transaction.environments();
        List<AccountDescription> imported = new ArrayList<>();
        List<AccountDescription> batch = new ArrayList<>();
        for (int row = 0; row < requests.size(); row++) {
            batch.add(account(row, requests.get(row), environments));
            if (batch.size() == BATCH || row == requests.size() - 1) {
                refuseKnown(batch);
                imported.addAll(insert(batch));
                batch.clear();
                progress.accept(row + 1);
            }
        }
        return List.copyOf(imported);
    }

    private AccountDescription account(int row, AccountRequest request, List<Environment> environments)
            throws RejectedRowException {
        AccountDescription account;
        try {
            account = issuer.makeAccount(request, environments);
        } catch (InvalidAccountException e) {
            throw new RejectedRowException(row, AuditedStore.invalid(e));
        }
        if (rows.putIfAbsent(account.id(), row) != null) {
            throw new RejectedRowException(
                    row,
                    new ConflictException(
                            "the account " + Redaction.quoted(account.id()) + " is in the import twice; keep one row"));
        }
        return account;
    }

    private void refuseKnown(List<AccountDescription> batch) throws AdminException {
        Map<String, Integer> known = new HashMap<>();
        for (AccountDescription account : transaction.accounts(ids(batch))) {
            known.put(account.id(), rows.get(account.id()));
        }
        // The first of the file, whatever the order of the store.
        Map.Entry<String, Integer> first =
                known.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
        if (first != null) {
            throw new RejectedRowException(first.getValue(), TransactionalAccountAdmin.exists(first.getKey()));
        }
    }

    private static Set<String> ids(List<AccountDescription> batch) {
        return batch.stream().map(AccountDescription::id).collect(Collectors.toSet());
    }

    /** Adds accounts with their entries in the audit. */
    List<AccountDescription> insert(List<AccountDescription> batch) throws AdminException {
        List<AccountDescription> stored = transaction.insertAccounts(batch);
        audit.addAll(stored.stream()
                .map(account -> AdminEvent.ofAccount(
                        AdminAction.IMPORT_ACCOUNT,
                        issuer.now(),
                        actor,
                        account.account().account(),
                        ""))
                .toList());
        return stored;
    }
}
