package dev.keystile.demo.sso;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and verifies code challenges (PKCE, RFC 7636), with the method S256 only. */
final class CodeChallenge {

    private static final Pattern CHALLENGE = Pattern.compile("[0-9A-Za-z_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[0-9A-Za-z._~-]{43,128}");

    private CodeChallenge() {}

    /**
     * The challenge of a request; null if it has none.
     *
     * @throws OAuthException if the challenge has another form or another method
     */
    static @Nullable String read(Parameters query) throws OAuthException {
        String challenge = query.get("code_challenge");
        String method = query.get("code_challenge_method");
        if (challenge == null && method == null) {
            return null;
        }
        if (!"S256".equals(method)) {
            throw new OAuthException("invalid_request", "The code_challenge_method must be S256.");
        }
        if (challenge == null || !CHALLENGE.matcher(challenge).matches()) {
            throw new OAuthException("invalid_request", "The code_challenge must be 43 characters of Base64url.");
        }
        return challenge;
    }

    /** Whether the verifier matches the challenge, or both are null (RFC 9700, section 2.1.1). */
    static boolean isMet(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null || verifier == null) {
            return challenge == null && verifier == null;
        }
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(
                        challenge.getBytes(StandardCharsets.US_ASCII),
                        Sha256.base64Url(verifier).getBytes(StandardCharsets.US_ASCII));
    }
}
