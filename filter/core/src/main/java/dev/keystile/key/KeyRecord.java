package dev.keystile.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of one key; never the key itself.
 *
 * @param id the public identifier, safe in logs
 * @param type what the key may do
 * @param environment the environment that it opens
 * @param name what its owner called it; may be empty
 * @param digest SHA-256 of the key's text
 * @param lastFour the last four characters of its text, to recognise it by; null where not recorded
 * @param scopes what it may be used for
 * @param restrictions from where it may be used
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt not null once it is revoked, whatever time it names
 */
public record KeyRecord(
        String id,
        KeyType type,
        Environment environment,
        String name,
        KeyDigest digest,
        @Nullable String lastFour,
        Scopes scopes,
        Restrictions restrictions,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether the key was revoked. The time does not matter: no clock can delay a revocation. */
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** Whether the key is past its end. */
    public boolean isExpiredAt(long epochMillis) {
        return expiresAt != null && !Instant.ofEpochMilli(epochMillis).isBefore(expiresAt);
    }

    /** This key, refused from {@code end} on, or from its own end if that is earlier. */
    public KeyRecord endingAt(Instant end) {
        Instant earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
        return with(name, scopes, restrictions, earlier, revokedAt);
    }

    /** This key, revoked at {@code time} unless it was revoked before. */
    public KeyRecord revokedAt(Instant time) {
        return isRevoked() ? this : with(name, scopes, restrictions, expiresAt, time);
    }

    /** This key with another name and other limits. */
    public KeyRecord edited(String otherName, Scopes otherScopes, Restrictions otherRestrictions) {
        return with(otherName, otherScopes, otherRestrictions, expiresAt, revokedAt);
    }

    private KeyRecord with(
            String name,
            Scopes scopes,
            Restrictions restrictions,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        return new KeyRecord(
                id, type, environment, name, digest, lastFour, scopes, restrictions, createdAt, expiresAt, revokedAt);
    }
}
