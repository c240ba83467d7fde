package dev.keystile.assertion;

import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigSection;
import dev.keystile.credential.AssertedIdentityReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * {@code assertion.verify}: the gateway whose word for an identity is accepted in place of a key.
 *
 * <pre>{@code
 * ApiKeyAuthFilter.builder()
 *         .with(AssertionSection.verify("https://gateway.example.com/.well-known/jwks.json", "gateway", "orders"))
 * }</pre>
 *
 * @param jwks where its public keys are: an http or https address, or a file
 * @param issuer what it calls itself
 * @param audience what it calls this service
 * @param directory the folder that a relative file is relative to
 */
public record AssertionSection(String jwks, String issuer, String audience, Path directory) implements ConfigSection {

    static final String NAME = "assertion";
    static final String FORM = "an http:// or https:// address, or the path of a JWK Set file";

    /** The gateway whose keys are at {@code jwks}: an http or https address, or a file. */
    public static AssertionSection verify(String jwks, String issuer, String audience) {
        return new AssertionSection(jwks, issuer, audience, Path.of(""));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AssertedIdentityReader assertedIdentityReader() {
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
