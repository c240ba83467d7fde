package dev.keystile.policy;

import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that the store knows, or the identity that a gateway asserts, for policies. Made once for each cached key. Immutable.
 */
public final class KnownKey {

    private static final long NEVER = Long.MAX_VALUE;

    private final Identity identity;

    // Copies of what each request asks, so that a request reads this object alone: with many keys, each further
    // object is a miss of the processor's cache.
    private final KeyType type;
    private final Scopes scopes;
    private final Restrictions restrictions;
    private final AccountState accountState;
    private final boolean revoked;
    private final long expiresAtMillis;

    private KnownKey(
            Identity identity,
            Restrictions restrictions,
            AccountState accountState,
            boolean revoked,
            long expiresAtMillis) {
        this.identity = identity;
        this.type = identity.type();
        this.scopes = identity.scopes();
        this.restrictions = restrictions;
        this.accountState = accountState;
        this.revoked = revoked;
        this.expiresAtMillis = expiresAtMillis;
    }

    /** A key of a store; it may be revoked or expired. */
    public static KnownKey of(ApiKey record) {
        AccountState accountState = record.project().account().state();
        return new KnownKey(
                Identity.of(record),
                record.restrictions(),
                accountState,
                record.isRevoked() || accountState == AccountState.CLOSED,
                expiresAtMillis(record.expiresAt()));
    }

    /** An identity that a gateway asserts. The gateway has checked the state and the restrictions of the key. */
    public static KnownKey asserted(Identity identity) {
        return new KnownKey(identity, Restrictions.NONE, AccountState.ACTIVE, false, NEVER);
    }

    /** The first whole millisecond at which the key has expired. */
    private static long expiresAtMillis(@Nullable Instant expiresAt) {
        if (expiresAt == null || expiresAt.isAfter(Instant.ofEpochMilli(NEVER))) {
            return NEVER;
        }
        if (expiresAt.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
            return Long.MIN_VALUE;
        }
        long millis = expiresAt.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(expiresAt) ? millis + 1 : millis;
    }

    /** The identity of requests with this key. */
    public Identity identity() {
        return identity;
    }

    /** The type of the key. */
    public KeyType type() {
        return type;
    }

    /** The scopes of the key. */
    public Scopes scopes() {
        return scopes;
    }

    /** The origins and networks from which the key may be used; no restrictions if a gateway has checked them. */
    public Restrictions restrictions() {
        return restrictions;
    }

    /** Whether the key is revoked or its account closed; false if a gateway has checked the key. */
    boolean isRevoked() {
        return revoked;
    }

    /** The state of the account; active where a gateway has checked that. */
    AccountState accountState() {
        return accountState;
    }

    /** Whether the key has an expiry. For other keys, the clock need not be read. */
    boolean expires() {
        return expiresAtMillis != NEVER;
    }

    /** Whether the key has expired; false if a gateway has checked the key. */
    boolean isExpiredAt(long epochMillis) {
        return expires() && epochMillis >= expiresAtMillis;
    }

    /** The id of the key. */
    @Override
    public String toString() {
        return identity.keyId();
    }
}
