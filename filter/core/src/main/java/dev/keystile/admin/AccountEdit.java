package dev.keystile.admin;

import dev.keystile.key.Account;
import dev.keystile.key.InvalidAccountException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change of some values of an account. {@link AccountAdmin} applies and checks the edit in the transaction, so that two
 * concurrent edits, one of the name and one of the plan, both take effect. Immutable.
 *
 * <pre>{@code
 * accounts.edit(actor, "cus_42", AccountEdit.none().plan("pro").metadata("region", "us"));
 * }</pre>
 */
public final class AccountEdit {

    private static final AccountEdit NONE = new AccountEdit(account -> account);

    private final UnaryOperator<Account> change;

    private AccountEdit(UnaryOperator<Account> change) {
        this.change = change;
    }

    /** An edit that changes nothing. */
    public static AccountEdit none() {
        return NONE;
    }

    /** This edit, and another name. */
    public AccountEdit name(String name) {
        return and(account -> new Account(account.id(), name, account.plan(), account.metadata()));
    }

    /** This edit, and another plan; empty for none. */
    public AccountEdit plan(String plan) {
        return and(account -> new Account(account.id(), account.name(), plan, account.metadata()));
    }

    /** This edit, and other metadata in place of all that there is. */
    public AccountEdit metadata(Map<String, String> metadata) {
        Map<String, String> given = new LinkedHashMap<>(metadata);
        return and(account -> new Account(account.id(), account.name(), account.plan(), given));
    }

    /** This edit, and another value of one name of the metadata, null to remove the name; the other names stay. */
    public AccountEdit metadata(String name, @Nullable String value) {
        return and(account -> new Account(
                account.id(), account.name(), account.plan(), MetadataEdit.with(account.metadata(), name, value)));
    }

    private AccountEdit and(UnaryOperator<Account> next) {
        return new AccountEdit(account -> next.apply(change.apply(account)));
    }

    /**
     * The account after the change.
     *
     * @throws InvalidAccountException if the changed account breaks a rule
     */
    Account applyTo(Account account) {
        return change.apply(account);
    }
}
