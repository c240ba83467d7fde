package dev.keystile.assertion;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public keys that assertions are verified with, by name: a look-up in a set, whatever a token says of keys. */
public final class VerificationKeys {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_REFETCHES = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofHours(4);

    private final JWKSource<SecurityContext> source;

    private VerificationKeys(JWKSource<SecurityContext> source) {
        this.source = source;
    }

    /** The keys cannot be fetched, and none are known. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(Throwable cause) {
            super("the keys of assertions cannot be fetched", cause);
        }
    }

    /**
     * The keys in a JWK Set file.
     *
     * @throws IllegalArgumentException if it cannot be read or is none
     */
    public static VerificationKeys ofFile(Path file) {
        try {
            return new VerificationKeys(new ImmutableJWKSet<>(JWKSet.parse(Files.readString(file))));
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException(
                    "assertion.verify.jwks is " + file + ", which must be a JWK Set file: " + e, e);
        }
    }

    /**
     * The keys at an address: kept for five minutes, and for four hours while the address does not answer. A name that
     * is not among them makes them be fetched again, at most every 30 seconds.
     */
    public static VerificationKeys at(URI address) {
        try {
            return new VerificationKeys(JWKSourceBuilder.<SecurityContext>create(address.toURL(), new JwksFetcher())
                    .cache(FRESH.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .rateLimited(BETWEEN_REFETCHES.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build());
        } catch (IOException e) {
            throw new IllegalArgumentException("assertion.verify.jwks is '" + address + "', which is no URL", e);
        }
    }

    /** The key of this name; null if there is none. */
    @Nullable
    ECKey find(String keyId) throws UnavailableException {
        JWKMatcher named = new JWKMatcher.Builder()
                .keyType(KeyType.EC)
                .curve(Curve.P_256)
                .keyID(keyId)
                .build();
        try {
            List<JWK> found = source.get(new JWKSelector(named), null);
            return found.isEmpty() ? null : found.get(0).toECKey();
        } catch (RateLimitReachedException e) {
            return null;
        } catch (KeySourceException e) {
            throw new UnavailableException(e);
        }
    }
}
