package dev.keystile.demo.dashboard;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.PrintableText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as the operator's list shows it.
 *
 * @param id the id of the account
 * @param name the name, with escapes for what is not printable
 * @param plan the plan; empty for none
 * @param state the state of the account
 * @param created the time of creation; null if the time is unknown
 */
public record AccountRow(
        String id,
        String name,
        String plan,
        AccountState state,
        @Nullable TimeView created) {

    static AccountRow of(AccountRecord account, Instant now) {
        return new AccountRow(
                account.id(),
                PrintableText.escape(account.account().name()),
                PrintableText.escape(account.account().plan()),
                account.state(),
                TimeView.of(account.createdAt(), now));
    }

    /** Whether the account can be suspended. */
    public boolean active() {
        return state == AccountState.ACTIVE;
    }

    /** Whether the account can be active again. */
    public boolean suspended() {
        return state == AccountState.SUSPENDED;
    }
}
