package dev.keystile.policy;

import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.Restrictions;
import org.jspecify.annotations.Nullable;

/**
 * A key that the store knows, or the identity that a gateway asserts, for policies. Made once for each cached key. Immutable.
 */
public final class KnownKey {

    private final Identity identity;
    private final @Nullable ApiKey record;

    private KnownKey(Identity identity, @Nullable ApiKey record) {
        this.identity = identity;
        this.record = record;
    }

    /** A key of a store; it may be revoked or expired. */
    public static KnownKey of(ApiKey record) {
        return new KnownKey(Identity.of(record), record);
    }

    /** An identity that a gateway asserts. The gateway has checked the state and the restrictions of the key. */
    public static KnownKey asserted(Identity identity) {
        return new KnownKey(identity, null);
    }

    /** The identity of requests with this key. */
    public Identity identity() {
        return identity;
    }

    /** The origins and networks from which the key may be used; no restrictions if a gateway has checked them. */
    public Restrictions restrictions() {
        return record == null ? Restrictions.NONE : record.restrictions();
    }

    /** Whether the key is revoked or its account closed; false if a gateway has checked the key. */
    boolean isRevoked() {
        return record != null && (record.isRevoked() || accountState() == AccountState.CLOSED);
    }

    /** The state of the account; active where a gateway has checked that. */
    AccountState accountState() {
        return record == null ? AccountState.ACTIVE : record.project().account().state();
    }

    /** Whether the key has an expiry. For other keys, the clock need not be read. */
    boolean expires() {
        return record != null && record.expiresAt() != null;
    }

    /** Whether the key has expired; false if a gateway has checked the key. */
    boolean isExpiredAt(long epochMillis) {
        return record != null && record.isExpiredAt(epochMillis);
    }

    /** The id of the key. */
    @Override
    public String toString() {
        return identity.keyId();
    }
}
