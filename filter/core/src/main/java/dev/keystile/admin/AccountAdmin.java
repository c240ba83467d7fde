package dev.keystile.admin;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.KeyGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Administration of the accounts in a store. Each change names its actor, is one transaction, and adds one entry to the
 * audit for each account; a call that changes nothing adds none. Entries of accounts hold no name and no metadata, because
 * the audit outlives a closed account. Other processes may change the same store at the same time. Safe for use by many
 * threads at once.
 *
 * <p>A suspended account keeps everything, and each of its keys is refused until the account is active again; the operator
 * may edit the account, and issue, edit, roll and revoke its keys meanwhile. A closed account stays closed: it gets no keys,
 * its keys are revoked, and its name is its id.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store cannot be read or written,
 * {@link NotFoundException} if there is no account with the given id, and {@link InvalidException}, with the field, if a
 * value of the request is wrong.
 *
 * <pre>{@code
 * AccountAdmin accounts = AccountAdmin.on(new FileAdminStore(Path.of("keys.yaml")));
 * CreatedAccount created = accounts.createWithKeys(actor, AccountRequest.of("Acme").id("cus_42").plan("free"));
 * accounts.suspend(actor, "cus_42");
 * }</pre>
 */
public interface AccountAdmin {

    /** Administration of the accounts in a store. */
    static AccountAdmin on(AdminStore store) {
        return on(store, AdminListener.NONE);
    }

    /** Administration of the accounts in a store; the listener receives an event for each committed change. */
    static AccountAdmin on(AdminStore store, AdminListener listener) {
        return on(store, new KeyIssuer(new KeyGenerator(), InstantSource.system()), listener);
    }

    /** As {@link #on(AdminStore, AdminListener)}, with the source and the clock of new ids and keys. */
    static AccountAdmin on(AdminStore store, KeyIssuer issuer, AdminListener listener) {
        return new TransactionalAccountAdmin(store, issuer, listener);
    }

    /**
     * Creates an account with a project in each environment, without keys.
     *
     * @throws ConflictException if an account with the same id exists
     */
    CreatedAccount create(Actor actor, AccountRequest request) throws AdminException;

    /**
     * Creates an account with its first keys, all or nothing: a publishable and a secret key named {@code first} in each
     * environment. The audit gets an entry for the account and for each key.
     *
     * @throws ConflictException if an account with the same id exists
     */
    CreatedAccount createWithKeys(Actor actor, AccountRequest request) throws AdminException;

    /** The account with an id. */
    AccountDescription describe(String accountId) throws AdminException;

    /**
     * A page of the list of accounts, ordered by id. Pages that are read one after the other contain each account that
     * existed before the first page exactly once, also if accounts are added meanwhile.
     */
    AccountPage list(AccountQuery query) throws AdminException;

    /**
     * Changes what the edit names of an account, and nothing else. The edit is applied to the account as stored at that
     * moment.
     *
     * @throws ConflictException if the account is closed
     */
    AccountRecord edit(Actor actor, String accountId, AccountEdit edit) throws AdminException;

    /**
     * Suspends an account: each of its keys is refused until {@link #resume}. An account that is suspended already is not
     * changed.
     *
     * @throws ConflictException if the account is closed
     */
    AccountRecord suspend(Actor actor, String accountId) throws AdminException;

    /**
     * Makes a suspended account active again. An account that is active already is not changed.
     *
     * @throws ConflictException if the account is closed
     */
    AccountRecord resume(Actor actor, String accountId) throws AdminException;

    /**
     * Closes an account for good: revokes all of its keys, clears its plan and its metadata, and makes its id its name. The
     * id, the projects and the audit stay. An account that is closed already is not changed.
     */
    AccountRecord close(Actor actor, String accountId) throws AdminException;

    /**
     * Creates accounts without keys, all or nothing.
     *
     * @param progress receives the number of accounts so far; if it throws, nothing is imported
     * @return the accounts in the order of the requests
     * @throws RejectedRowException if a request is wrong, or its account exists, with the index of the request
     */
    List<AccountDescription> importAll(Actor actor, List<AccountRequest> requests, IntConsumer progress)
            throws AdminException;
}
