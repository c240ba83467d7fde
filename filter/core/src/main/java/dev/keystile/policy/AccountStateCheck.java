package dev.keystile.policy;

import dev.keystile.key.AccountState;
import org.jspecify.annotations.Nullable;

/** Checks whether the account of a key is suspended, whatever the request. The keys of closed accounts are revoked. */
final class AccountStateCheck {

    /** The reason to refuse the key; null while the account is active. */
    @Nullable
    DenyReason refusal(KnownKey key) {
        return key.accountState() == AccountState.SUSPENDED ? DenyReason.ACCOUNT_SUSPENDED : null;
    }
}
