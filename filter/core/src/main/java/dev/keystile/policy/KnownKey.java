package dev.keystile.policy;

import dev.keystile.key.Identity;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.Restrictions;
import org.jspecify.annotations.Nullable;

/**
 * A key as policies see it: what the store knows of it, and the identity that a request with it has. Made once for each
 * cached key. Immutable.
 */
public final class KnownKey {

    private final Identity identity;
    private final @Nullable KeyRecord record;

    private KnownKey(Identity identity, @Nullable KeyRecord record) {
        this.identity = identity;
        this.record = record;
    }

    /** A key that a store knows, revoked and expired ones too. */
    public static KnownKey of(KeyRecord record) {
        return new KnownKey(Identity.of(record), record);
    }

    /** What a gateway asserts, which has checked the key, and from where it was used. */
    public static KnownKey asserted(Identity identity) {
        return new KnownKey(identity, null);
    }

    /** The identity of requests with this key. */
    public Identity identity() {
        return identity;
    }

    /** From where the key may be used; no restrictions where a gateway has checked them. */
    public Restrictions restrictions() {
        return record == null ? Restrictions.NONE : record.restrictions();
    }

    /** Whether the key is revoked; false where a gateway has checked that. */
    boolean isRevoked() {
        return record != null && record.isRevoked();
    }

    /** Whether the key can expire at all, so that the clock need not be read for the others. */
    boolean expires() {
        return record != null && record.expiresAt() != null;
    }

    /** Whether the key has expired; false where a gateway has checked that. */
    boolean isExpiredAt(long epochMillis) {
        return record != null && record.isExpiredAt(epochMillis);
    }

    /** The id of the key. */
    @Override
    public String toString() {
        return identity.keyId();
    }
}
