package dev.keystile.key;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record of one key in a store: everything about the key, except the key itself. Immutable. The rules that hold for
 * every key are checked here and nowhere else: the name is printable, at most 255 characters long, not blank unless
 * empty, and no key in clear text; a publishable key names neither scopes nor networks, a secret key no origins.
 *
 * @param id the public identifier, safe in logs
 * @param type publishable or secret
 * @param project the account and the environment that the key belongs to
 * @param name the name that the owner has given; may be empty
 * @param digest the SHA-256 digest of the key
 * @param lastFour the last four characters of the key, by which people recognise it; null if not recorded
 * @param scopes the scopes of the key
 * @param restrictions the origins and networks from which the key may be used
 * @param metadata the operator's own values, by the rules of {@link Account#metadata()}; handlers get them, services behind
 *     a gateway do not
 * @param createdAt the time of creation
 * @param expiresAt the time from which the key is refused; null for never
 * @param revokedAt the time of revocation; null if the key is not revoked
 */
public record ApiKey(
        String id,
        KeyType type,
        Project project,
        String name,
        KeyDigest digest,
        @Nullable String lastFour,
        Scopes scopes,
        Restrictions restrictions,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** @throws InvalidKeyException if the values break a rule */
    public ApiKey {
        KeyRules.check(type, name, scopes, restrictions);
        metadata = KeyRules.checkedMetadata(metadata);
    }

    /**
     * A key without metadata.
     *
     * @throws InvalidKeyException if the values break a rule
     */
    public ApiKey(
            String id,
            KeyType type,
            Project project,
            String name,
            KeyDigest digest,
            @Nullable String lastFour,
            Scopes scopes,
            Restrictions restrictions,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        this(
                id,
                type,
                project,
                name,
                digest,
                lastFour,
                scopes,
                restrictions,
                Map.of(),
                createdAt,
                expiresAt,
                revokedAt);
    }

    /**
     * Reads a stored key, which may have been written by hand or by an earlier version, and may break a rule. Such a key is
     * read so that it grants less access and never more: a restriction that keys of this type cannot have becomes an empty
     * one, which allows nothing. The name is made printable.
     *
     * @param problems receives a sentence for the log if a rule is broken
     * @throws InvalidKeyException if the metadata is wrong
     */
    public static ApiKey stored(
            String id,
            KeyType type,
            Project project,
            String name,
            KeyDigest digest,
            @Nullable String lastFour,
            Scopes scopes,
            Restrictions restrictions,
            Map<String, String> metadata,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            Consumer<String> problems) {
        String goodName = name;
        Scopes goodScopes = scopes;
        Restrictions goodRestrictions = restrictions;
        try {
            KeyRules.check(type, name, scopes, restrictions);
        } catch (InvalidKeyException e) {
            goodName = KeyRules.corrected(name);
            goodScopes = KeyRules.corrected(type, scopes);
            goodRestrictions = KeyRules.corrected(type, restrictions);
            problems.accept("key " + id + " breaks a rule, and what it may not have allows nothing: " + e.getMessage()
                    + ". Put it right with 'keys edit " + id + "'");
        }
        return new ApiKey(
                id,
                type,
                project,
                goodName,
                digest,
                lastFour,
                goodScopes,
                goodRestrictions,
                metadata,
                createdAt,
                expiresAt,
                revokedAt);
    }

    /** The environment that the key belongs to. */
    public Environment environment() {
        return project.environment();
    }

    /** The account that the key belongs to. */
    public Account account() {
        return project.account().account();
    }

    /** The state of the key at a time. */
    public KeyState stateAt(Instant time) {
        if (isRevoked()) {
            return KeyState.REVOKED;
        }
        return isExpiredAt(time.toEpochMilli()) ? KeyState.EXPIRED : KeyState.ACTIVE;
    }

    /** Whether the key is revoked. The time is not compared with any clock, so that no clock can delay a revocation. */
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** Whether the key has expired at this time. */
    public boolean isExpiredAt(long epochMillis) {
        return expiresAt != null && !Instant.ofEpochMilli(epochMillis).isBefore(expiresAt);
    }

    /** This key, expiring at {@code end}, or at its own expiry if that is earlier. */
    public ApiKey endingAt(Instant end) {
        Instant earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
        return with(name, scopes, restrictions, metadata, earlier, revokedAt);
    }

    /** This key, revoked at {@code time} unless it was revoked before. */
    public ApiKey revokedAt(Instant time) {
        return isRevoked() ? this : with(name, scopes, restrictions, metadata, expiresAt, time);
    }

    /** This key with another name, other scopes and other restrictions. */
    public ApiKey edited(String otherName, Scopes otherScopes, Restrictions otherRestrictions) {
        return with(otherName, otherScopes, otherRestrictions, metadata, expiresAt, revokedAt);
    }

    /** This key in another project, or with another instance of its project, such as one whose account has changed. */
    @SuppressWarnings("ReferenceEquality") // An equal project that many keys share replaces the project of one key.
    public ApiKey in(Project other) {
        if (other == project) {
            return this;
        }
        return new ApiKey(
                id,
                type,
                other,
                name,
                digest,
                lastFour,
                scopes,
                restrictions,
                metadata,
                createdAt,
                expiresAt,
                revokedAt);
    }

    /** This key with other metadata. */
    public ApiKey with(Map<String, String> otherMetadata) {
        return with(name, scopes, restrictions, otherMetadata, expiresAt, revokedAt);
    }

    private ApiKey with(
            String name,
            Scopes scopes,
            Restrictions restrictions,
            Map<String, String> metadata,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        return new ApiKey(
                id,
                type,
                project,
                name,
                digest,
                lastFour,
                scopes,
                restrictions,
                metadata,
                createdAt,
                expiresAt,
                revokedAt);
    }
}
