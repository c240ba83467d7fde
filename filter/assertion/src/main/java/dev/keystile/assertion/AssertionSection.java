package dev.keystile.assertion;

import dev.keystile.config.ConfigSection;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.ValueType;
import dev.keystile.setting.ValueTypes;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * {@code assertion.verify}: the gateway whose signed identities are accepted in place of a key.
 *
 * <pre>{@code
 * ApiKeyAuthFilter filter = ApiKeyAuthFilter.builder()
 *         .with(AssertionSection.verify("https://gateway.example.com/.well-known/jwks.json", "gateway", "orders"))
 *         .build();
 * }</pre>
 *
 * @param jwks the place of the public keys of the gateway: an http or https address, or a file
 * @param issuer the name of the gateway, as its assertions give it
 * @param audience the name of this service, as the assertions give it
 * @param directory the folder that a relative file is relative to
 */
public record AssertionSection(String jwks, String issuer, String audience, Path directory) implements ConfigSection {

    static final Setting<String> JWKS = Setting.required(
            "assertion.verify.jwks",
            ValueType.text(
                    "an http:// or https:// address, or the path of a JWK Set file",
                    AssertionSection::isAddressOrPath,
                    ValueTypes.ANY_SCALAR),
            "Where the public keys of the gateway are: an address, or a JWK Set file.");
    static final Setting<String> ISSUER = Setting.required(
            "assertion.verify.issuer",
            ValueTypes.anyText("what the gateway's assertion.issuer is"),
            "What the gateway calls itself.");
    static final Setting<String> AUDIENCE = Setting.required(
            "assertion.verify.audience",
            ValueTypes.anyText("what the gateway's assertion.audience is"),
            "What the gateway calls this service.");
    static final SettingGroup VERIFY = SettingGroup.of(
            "assertion.verify",
            "The gateway whose signed identities are accepted in place of a key.",
            JWKS,
            ISSUER,
            AUDIENCE);
    static final SettingGroup SETTINGS = SettingGroup.of("assertion", "Signed identities.", VERIFY);

    /** @throws ConfigException if {@code jwks} is neither an address nor a path */
    public AssertionSection {
        JWKS.check(jwks, null);
    }

    /** The gateway whose keys are at {@code jwks}: an http or https address, or a file. */
    public static AssertionSection verify(String jwks, String issuer, String audience) {
        return new AssertionSection(jwks, issuer, audience, Path.of(""));
    }

    @Override
    public String name() {
        return SETTINGS.name();
    }

    @Override
    public AssertedIdentityReader assertedIdentityReader() {
        try {
            VerificationKeys keys = isAddress(jwks)
                    ? VerificationKeys.at(URI.create(jwks))
                    : VerificationKeys.ofFile(directory.resolve(jwks).normalize());
            return new AssertionVerifier(issuer, audience, keys, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(null, JWKS.name(), jwks, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    private static boolean isAddressOrPath(String text) {
        try {
            return isAddress(text)
                    ? new URI(text).getHost() != null
                    : !Path.of(text).toString().isEmpty();
        } catch (URISyntaxException | InvalidPathException e) {
            return false;
        }
    }
}
