package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.InvalidAccountException;
import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds many keys that exist already in one transaction, a batch at a time. */
final class AdoptionImport {

    private static final int BATCH = 1_000;

    private final KeyIssuer issuer;
    private final Actor actor;
    private final AdminTransaction transaction;
    private final AuditedStore.Audit audit;
    private final boolean createAccounts;
    private final Set<KeyDigest> seen = new HashSet<>();
    /** The account of rows that name none: the only one before the import. */
    private @Nullable String onlyAccountId;

    private int created;

    AdoptionImport(
            KeyIssuer issuer,
            Actor actor,
            AdminTransaction transaction,
            AuditedStore.Audit audit,
            boolean createAccounts) {
        this.issuer = issuer;
        this.actor = actor;
        this.transaction = transaction;
        this.audit = audit;
        this.createAccounts = createAccounts;
    }

    ImportedKeys run(List<KeyAdoption> rows, IntConsumer progress) throws AdminException {
        List<Environment> environments = transaction.environments();
        onlyAccountId = transaction.onlyAccount().map(AccountRecord::id).orElse(null);
        for (int from = 0; from < rows.size(); from += BATCH) {
            int to = Math.min(from + BATCH, rows.size());
            insert(from, rows.subList(from, to), environments);
            progress.accept(to);
        }
        return new ImportedKeys(rows.size(), created);
    }

    private void insert(int from, List<KeyAdoption> batch, List<Environment> environments) throws AdminException {
        Map<String, AccountDescription> accounts = accounts(from, batch, environments);
        Map<KeyDigest, ApiKey> known = new HashMap<>();
        transaction
                .findByDigest(batch.stream().map(KeyAdoption::digest).collect(Collectors.toSet()))
                .forEach(key -> known.put(key.digest(), key));
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                refuseKnown(batch.get(i).digest(), known);
                keys.add(adopted(batch.get(i), accounts, environments));
            } catch (InvalidKeyException e) {
                throw new RejectedRowException(from + i, AuditedStore.invalid(e));
            } catch (AdminException e) {
                throw new RejectedRowException(from + i, e);
            }
        }
        transaction.insertKeys(keys);
        audit.addAll(keys.stream()
                .map(key -> AdminEvent.ofKey(AdminAction.IMPORT, issuer.now(), actor, key))
                .toList());
    }

    private void refuseKnown(KeyDigest digest, Map<KeyDigest, ApiKey> known) throws ConflictException {
        if (!seen.add(digest)) {
            throw new ConflictException("the key is in the import twice; keep one row");
        }
        ApiKey key = known.get(digest);
        if (key != null) {
            throw TransactionalKeyAdmin.exists(key);
        }
    }

    private ApiKey adopted(KeyAdoption row, Map<String, AccountDescription> accounts, List<Environment> environments)
            throws AdminException {
        AccountDescription account = Objects.requireNonNull(accounts.get(accountId(row)));
        AdminLookup.refuseClosed(account.account());
        Environment environment =
                AdminLookup.environment(environments, row.request().environmentId());
        Project project = account.projects().stream()
                .filter(candidate -> candidate.environment().equals(environment))
                .findFirst()
                .orElseThrow();
        return issuer.adopt(row.request(), project, row.digest(), row.lastFour());
    }

    /** The accounts of a batch by their ids, those included that are created for it. */
    private Map<String, AccountDescription> accounts(int from, List<KeyAdoption> batch, List<Environment> environments)
            throws AdminException {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                rows.putIfAbsent(accountId(batch.get(i)), from + i);
            } catch (InvalidException e) {
                throw new RejectedRowException(from + i, e);
            }
        }
        Map<String, AccountDescription> accounts = new HashMap<>();
        transaction.accounts(rows.keySet()).forEach(account -> accounts.put(account.id(), account));
        rows.keySet().removeAll(accounts.keySet());
        create(rows, environments).forEach(account -> accounts.put(account.id(), account));
        return accounts;
    }

    private String accountId(KeyAdoption row) throws InvalidException {
        String id = row.request().accountId();
        String found = id == null ? onlyAccountId : id;
        if (found == null) {
            throw AdminLookup.accountMissing();
        }
        return found;
    }

    /** @param rows the rows of accounts that do not exist, by their ids */
    private List<AccountDescription> create(Map<String, Integer> rows, List<Environment> environments)
            throws AdminException {
        List<AccountDescription> accounts = new ArrayList<>();
        for (Map.Entry<String, Integer> row : rows.entrySet()) {
            String id = row.getKey();
            if (!createAccounts) {
                throw new RejectedRowException(row.getValue(), AdminLookup.noSuchAccount(id));
            }
            try {
                accounts.add(issuer.makeAccount(AccountRequest.of(id).id(id), environments));
            } catch (InvalidAccountException e) {
                throw new RejectedRowException(row.getValue(), AuditedStore.invalid(e));
            }
        }
        created += accounts.size();
        return accounts.isEmpty() ? accounts : new AccountImport(issuer, actor, transaction, audit).insert(accounts);
    }
}
