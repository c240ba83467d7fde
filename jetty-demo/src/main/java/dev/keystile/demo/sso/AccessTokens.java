package dev.keystile.demo.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues and verifies access tokens: JWTs (RFC 7519) signed with ES256, valid for ten minutes. Thread-safe. */
final class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** The max difference between the clocks of two nodes. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final String CONNECTION = "connection_id";
    private static final String ORGANIZATION = "organization_id";
    private static final String USER = "idp_id";

    private final ECKey key;
    private final InstantSource clock;

    AccessTokens(ECKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The claims of a valid token.
     *
     * @param projectId the project that the token was issued to
     * @param connectionId the connection by which the user signed in
     * @param organizationId the organization for which the user signed in; null for none
     * @param userId the identity provider's id of the user
     */
    record TokenClaims(
            String projectId, String connectionId, @Nullable String organizationId, String userId) {}

    /** Issues a token for a profile to a project. */
    String issue(String projectId, Profile profile) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(profile.id())
                .audience(projectId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim(CONNECTION, profile.connectionId())
                .claim(ORGANIZATION, profile.organizationId())
                .claim(USER, profile.idpId())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was made for ES256", e);
        }
        return token.serialize();
    }

    /** The claims of a token; empty unless this service signed the token and it has not expired. */
    Optional<TokenClaims> verify(String jwt) {
        try {
            SignedJWT token = SignedJWT.parse(jwt);
            return token.verify(new ECDSAVerifier(key.toECPublicKey()))
                    ? claims(token.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Optional<TokenClaims> claims(JWTClaimsSet claims) throws ParseException {
        List<String> audience = claims.getAudience();
        String connection = claims.getStringClaim(CONNECTION);
        String user = claims.getStringClaim(USER);
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Instant now = clock.instant();
        boolean inForce = expires != null
                && issued != null
                && now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now.plus(SKEW));
        return inForce && audience.size() == 1 && connection != null && user != null
                ? Optional.of(new TokenClaims(audience.get(0), connection, claims.getStringClaim(ORGANIZATION), user))
                : Optional.empty();
    }
}
