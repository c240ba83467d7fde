package dev.keystile.config;

import dev.keystile.assertion.AssertionVerifier;
import dev.keystile.assertion.VerificationKeys;
import dev.keystile.verdict.Voucher;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * {@code assertion.verify}: the gateway whose word for an identity is accepted in place of a key.
 *
 * @param jwks where its public keys are: an http or https address, or a file
 * @param issuer what it calls itself
 * @param audience what it calls this service
 * @param directory the folder that a relative file is relative to
 */
public record AssertionSettings(String jwks, String issuer, String audience, Path directory) {

    static final String FORM = "an http:// or https:// address, or the path of a JWK Set file";

    /** @throws ConfigException if the keys' place is a file that cannot be used */
    Voucher voucher() {
        try {
            VerificationKeys keys = jwks.startsWith("http://") || jwks.startsWith("https://")
                    ? VerificationKeys.at(URI.create(jwks))
                    : VerificationKeys.ofFile(directory.resolve(jwks).normalize());
            return new AssertionVerifier(issuer, audience, keys, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }
}
