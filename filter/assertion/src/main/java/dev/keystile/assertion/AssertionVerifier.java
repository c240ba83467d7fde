package dev.keystile.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.request.RequestView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what a gateway asserts: one algorithm, one issuer, one audience, one type, and keys from a place that the
 * configuration names (RFC 8725). Whatever else a token's header says is refused or ignored. A token that was verified
 * is remembered until it expires, because its signature costs about a millisecond.
 */
public final class AssertionVerifier implements AssertedIdentityReader {

    private static final int MAX = 4_096;
    private static final long MAX_TOKENS = 10_000;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration MAX_LIFE = Duration.ofMinutes(10);

    private final String issuer;
    private final String audience;
    private final VerificationKeys keys;
    private final InstantSource clock;
    private final Cache<String, Remembered> verified = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .executor(Runnable::run)
            .build();

    private record Remembered(AssertedIdentity.Verified identity, long validFrom, long expiresAt) {
        /** A clock that is put back makes what was issued before the future. */
        boolean isValidAt(long now) {
            return validFrom <= now && now < expiresAt;
        }
    }

    /** @param issuer whose assertions are accepted, when they are for {@code audience} */
    public AssertionVerifier(String issuer, String audience, VerificationKeys keys, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public @Nullable AssertedIdentity read(RequestView request) {
        if (!request.has(AssertionSigner.HEADER)) {
            return null;
        }
        String token = request.only(AssertionSigner.HEADER);
        return token == null || token.length() > MAX ? refused() : verify(token);
    }

    private AssertedIdentity verify(String token) {
        String digest = sha256(token);
        Remembered known = verified.getIfPresent(digest);
        if (known != null) {
            return known.isValidAt(clock.millis()) ? known.identity : refused();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String keyId = keyId(jwt.getHeader());
            if (keyId == null || !isForUs(claims)) {
                return refused();
            }
            ECKey key = keys.find(keyId);
            if (key == null || !jwt.verify(new ECDSAVerifier(key))) {
                return refused();
            }
            AssertedIdentity.Verified identity = new AssertedIdentity.Verified(Claims.identity(claims));
            verified.put(
                    digest,
                    new Remembered(
                            identity,
                            claims.getIssueTime().toInstant().minus(SKEW).toEpochMilli(),
                            claims.getExpirationTime().toInstant().toEpochMilli()));
            return identity;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return refused();
        } catch (KeySource.UnavailableException e) {
            return AssertedIdentity.Refused.UNAVAILABLE;
        }
    }

    /** The name of the key; null for a header that may not be. */
    private static @Nullable String keyId(JWSHeader header) {
        boolean isOurs = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && header.getType() != null
                && AssertionSigner.TYPE.equals(header.getType().getType())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload();
        return isOurs ? header.getKeyID() : null;
    }

    /** Checked before the signature, which costs more. */
    private boolean isForUs(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return false;
        }
        Instant now = clock.instant();
        return issuer.equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(audience))
                && now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now.plus(SKEW))
                && !expires.toInstant().isAfter(issued.toInstant().plus(MAX_LIFE));
    }

    private static AssertedIdentity refused() {
        return AssertedIdentity.Refused.INVALID;
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Who asserted for it, in no detail. */
    @Override
    public String toString() {
        return "AssertionVerifier[" + issuer + " for " + audience + "]";
    }
}
