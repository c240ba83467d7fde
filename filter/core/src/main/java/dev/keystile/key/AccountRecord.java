package dev.keystile.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of an account in a store: the account as requests carry it, and what administration knows of it. Immutable.
 *
 * @param account the account
 * @param state active, suspended or closed
 * @param createdAt the time of creation; null if the store does not record the time
 */
public record AccountRecord(
        Account account, AccountState state, @Nullable Instant createdAt) {

    /** The only account of a store whose keys name no account. */
    public static final AccountRecord DEFAULT = active(Account.of(Account.DEFAULT_ID, Account.DEFAULT_ID, ""));

    /** An active account without a time of creation. */
    public static AccountRecord active(Account account) {
        return new AccountRecord(account, AccountState.ACTIVE, null);
    }

    /** This record with other values of the account. */
    public AccountRecord with(Account other) {
        return new AccountRecord(other, state, createdAt);
    }

    /** This record in another state. */
    public AccountRecord in(AccountState other) {
        return new AccountRecord(account, other, createdAt);
    }

    /**
     * This record closed: without plan and metadata, and with its id as its name, because an account always has a name.
     */
    public AccountRecord closed() {
        return new AccountRecord(Account.of(id(), id(), ""), AccountState.CLOSED, createdAt);
    }

    /** The id of the account. */
    public String id() {
        return account.id();
    }
}
