package dev.keystile.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.credential.AssertedIdentity;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An assertion whose signature has not been verified yet, so that nothing in it counts. */
final class UnverifiedAssertion {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final SignedJWT jwt;
    private final JWTClaimsSet claims;

    private UnverifiedAssertion(SignedJWT jwt, JWTClaimsSet claims) {
        this.jwt = jwt;
        this.claims = claims;
    }

    /** @throws ParseException if the token is no signed JWT */
    static UnverifiedAssertion parse(String token) throws ParseException {
        SignedJWT jwt = SignedJWT.parse(token);
        return new UnverifiedAssertion(jwt, jwt.getJWTClaimsSet());
    }

    /** The name of the key to verify with; null for a header that may not be. */
    @Nullable
    String keyId() {
        JWSHeader header = jwt.getHeader();
        boolean isOurs = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && header.getType() != null
                && AssertionSigner.TYPE.equals(header.getType().getType())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload();
        return isOurs ? header.getKeyID() : null;
    }

    /** Whether it claims to be of this issuer, for this audience and valid now; checked first, since signatures cost more. */
    boolean isFor(String issuer, String audience, Instant now) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return false;
        }
        return issuer.equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(audience))
                && now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now.plus(SKEW))
                && !expires.toInstant().isAfter(issued.toInstant().plus(AssertionSigner.MAX_LIFETIME));
    }

    /**
     * Verifies the signature, which takes about a millisecond.
     *
     * @return null if the signature is not by this key, or a claim is missing or wrong
     */
    @Nullable
    VerifiedAssertion verify(ECKey key) {
        try {
            if (!jwt.verify(new ECDSAVerifier(key))) {
                return null;
            }
            return new VerifiedAssertion(
                    new AssertedIdentity.Verified(Claims.identity(claims)),
                    claims.getIssueTime().toInstant().minus(SKEW).toEpochMilli(),
                    claims.getExpirationTime().toInstant().toEpochMilli());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return null;
        }
    }
}
