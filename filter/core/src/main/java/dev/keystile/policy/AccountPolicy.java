package dev.keystile.policy;

import dev.keystile.key.AccountState;
import org.jspecify.annotations.Nullable;

/** Refuses the keys of suspended accounts. The keys of closed accounts are revoked. */
final class AccountPolicy {

    /** The reason to refuse the key, whatever the request; null while the account is active. */
    @Nullable
    DenyReason refusal(KnownKey key) {
        return key.accountState() == AccountState.SUSPENDED ? DenyReason.ACCOUNT_SUSPENDED : null;
    }
}
