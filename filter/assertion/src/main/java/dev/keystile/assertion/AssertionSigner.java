package dev.keystile.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keystile.key.Account;
import dev.keystile.key.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/**
 * Signs identities for the services behind a gateway (JWS, ES256). An assertion is made once per key and used for half
 * of its life, so that signing costs a request nothing.
 */
public final class AssertionSigner {

    /** The {@code typ} of an assertion. */
    public static final String TYPE = "keystile+jwt";

    /** The header field in which it travels. */
    public static final String HEADER = "X-Keystile-Assertion";

    /** The longest lifetime of an assertion, one hour. Verifiers refuse an assertion that claims a longer one. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(1);

    private static final long MAX_KEYS = 100_000;

    private final String issuer;
    private final String audience;
    private final Duration lifetime;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final Cache<String, Assertion> assertions =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build();

    private record Assertion(Identity identity, String jws, long issuedAt, long renewAt) {
        /** Not before it was issued, which is so when the clock has been put back: verifiers would refuse it. */
        boolean serves(Identity other, long now) {
            return issuedAt <= now && now < renewAt && identity.equals(other);
        }
    }

    /**
     * A signer.
     *
     * @param issuer who asserts: the {@code iss}
     * @param audience to whom: the {@code aud}
     * @param lifetime from {@code iat} to {@code exp}; up to {@link #MAX_LIFETIME}
     * @throws IllegalArgumentException if the lifetime is longer than verifiers accept
     */
    public AssertionSigner(String issuer, String audience, Duration lifetime, SigningKeys keys, InstantSource clock) {
        if (lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "the lifetime of an assertion is " + lifetime + "; verifiers accept at most " + MAX_LIFETIME);
        }
        this.issuer = issuer;
        this.audience = audience;
        this.lifetime = lifetime;
        this.keys = keys;
        this.clock = clock;
    }

    /** An assertion of this identity, issued by now and in force for at least half of its lifetime. */
    public String sign(Identity identity) {
        long now = clock.millis();
        Assertion assertion = assertions.getIfPresent(identity.keyId());
        if (assertion == null || !assertion.serves(identity, now)) {
            assertion = new Assertion(
                    identity, make(identity, Instant.ofEpochMilli(now)), now, now + lifetime.toMillis() / 2);
            assertions.put(identity.keyId(), assertion);
        }
        return assertion.jws();
    }

    private String make(Identity identity, Instant now) {
        Account account = identity.account();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(identity.keyId())
                .claim(Claims.ACCOUNT, account.id())
                .claim(Claims.ACCOUNT_NAME, account.name())
                .claim(Claims.PLAN, account.plan().isEmpty() ? null : account.plan())
                .claim(Claims.ENVIRONMENT, identity.environment().id())
                .claim(Claims.ENVIRONMENT_NAME, identity.environment().name())
                .claim(Claims.PROJECT, identity.projectId())
                .claim(Claims.KEY_TYPE, identity.type().label())
                .claim(
                        Claims.SCOPE,
                        identity.scopes().isUnrestricted()
                                ? null
                                : identity.scopes().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        try {
            ECKey key = keys.current();
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(TYPE))
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of the curve P-256 signs ES256", e);
        }
    }
}
