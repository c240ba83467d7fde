package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Redaction;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts, keys and environments by id in a transaction; throws the {@link AdminException} for an id that is
 * missing or unknown.
 */
final class AdminLookup {

    private AdminLookup() {}

    /** The account with an id, or the only one if the id is null. */
    static AccountRecord account(AdminTransaction transaction, @Nullable String id) throws AdminException {
        if (id == null) {
            return transaction.onlyAccount().orElseThrow(AdminLookup::accountMissing);
        }
        return transaction.account(id).orElseThrow(() -> noSuchAccount(id));
    }

    /** The account with an id, locked. */
    static AccountRecord lockAccount(AdminTransaction transaction, String id) throws AdminException {
        return transaction.lockAccount(id).orElseThrow(() -> noSuchAccount(id));
    }

    /** The account with an id, locked and not closed. */
    static AccountRecord lockOpenAccount(AdminTransaction transaction, String id) throws AdminException {
        AccountRecord account = lockAccount(transaction, id);
        refuseClosed(account);
        return account;
    }

    static void refuseClosed(AccountRecord account) throws ConflictException {
        if (account.state() == AccountState.CLOSED) {
            throw new ConflictException(
                    "account " + account.id() + " is closed for good, and nothing of it is changed any more");
        }
    }

    /** The key with an id, locked after its account, which is not closed. */
    static ApiKey lockKeyOfOpenAccount(AdminTransaction transaction, String keyId) throws AdminException {
        ApiKey key = transaction.find(keyId).orElseThrow(() -> noSuchKey(keyId)).key();
        lockOpenAccount(transaction, key.account().id());
        return lockKey(transaction, keyId);
    }

    static ApiKey lockKey(AdminTransaction transaction, String id) throws AdminException {
        return transaction.lock(id).orElseThrow(() -> noSuchKey(id));
    }

    static Environment environment(List<Environment> environments, String id) throws NotFoundException {
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("there is no environment " + Redaction.quoted(id) + "; there are: "
                                + environments.stream().map(Environment::id).collect(Collectors.joining(", "))));
    }

    static InvalidException accountMissing() {
        return new InvalidException(
                "account",
                "the account must be given, because the store does not have exactly one:"
                        + " say which account the key is for");
    }

    static NotFoundException noSuchAccount(String id) {
        return new NotFoundException("there is no account " + Redaction.quoted(id));
    }

    static NotFoundException noSuchKey(String id) {
        return new NotFoundException("there is no key with id " + Redaction.quoted(id));
    }

    static void checkLimit(int limit, int max) throws InvalidException {
        if (limit < 1 || limit > max) {
            throw new InvalidException("limit", "the limit must be 1 to " + max + ", not " + limit);
        }
    }
}
