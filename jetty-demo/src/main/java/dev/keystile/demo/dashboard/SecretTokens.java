package dev.keystile.demo.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secret tokens, and their digests. */
final class SecretTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private SecretTokens() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A token that depends on a secret token and a name, and reveals neither the secret nor another name's token. */
    static String derive(String secret, String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(secret + ' ' + name));
    }

    /** Whether both are the same, in a time that does not tell where they differ. */
    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }
}
