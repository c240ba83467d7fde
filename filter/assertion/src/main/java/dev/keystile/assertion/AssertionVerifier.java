package dev.keystile.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.credential.AssertedIdentity;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.request.RequestView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the assertions of a gateway: one algorithm, one issuer, one audience, one type, and keys from a place that the
 * configuration names (RFC 8725). Whatever else a token's header says is refused or ignored. A token that was verified
 * is remembered until it expires, because its signature costs about a millisecond.
 *
 * <p>Never blocks: where the keys have to be fetched first, the result is deferred, and the signature is verified on the
 * thread that takes the result.
 */
public final class AssertionVerifier implements AssertedIdentityReader {

    private static final int MAX = 4_096;
    private static final long MAX_TOKENS = 10_000;

    private final String issuer;
    private final String audience;
    private final VerificationKeys keys;
    private final InstantSource clock;
    private final Cache<String, VerifiedAssertion> verified = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .executor(Runnable::run)
            .build();

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
        if (token != null && token.isBlank()) {
            // A gateway sets the field of a request without a key too.
            return null;
        }
        if (token == null || token.length() > MAX) {
            return AssertedIdentity.Rejected.INVALID;
        }
        String digest = sha256(token);
        VerifiedAssertion known = verified.getIfPresent(digest);
        return known != null ? known.at(clock.millis()) : verify(token, digest);
    }

    private AssertedIdentity verify(String token, String digest) {
        UnverifiedAssertion assertion = parse(token);
        String keyId = assertion == null ? null : assertion.keyId();
        if (assertion == null || keyId == null || !assertion.isFor(issuer, audience, clock.instant())) {
            return AssertedIdentity.Rejected.INVALID;
        }
        KeyLookup lookup = keys.find(keyId);
        return lookup instanceof KeyLookup.Fetching fetching
                ? new AssertedIdentity.Deferred(fetching.result().map(found -> verify(assertion, digest, found)))
                : verify(assertion, digest, lookup);
    }

    private AssertedIdentity verify(UnverifiedAssertion assertion, String digest, KeyLookup lookup) {
        if (!(lookup instanceof KeyLookup.Found found)) {
            return lookup == KeyLookup.NotFound.NO_SUCH_KEY
                    ? AssertedIdentity.Rejected.INVALID
                    : AssertedIdentity.Rejected.UNAVAILABLE;
        }
        VerifiedAssertion genuine = assertion.verify(found.key());
        if (genuine == null) {
            return AssertedIdentity.Rejected.INVALID;
        }
        verified.put(digest, genuine);
        // The token may have expired while the keys were fetched.
        return genuine.at(clock.millis());
    }

    private static @Nullable UnverifiedAssertion parse(String token) {
        try {
            return UnverifiedAssertion.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
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
