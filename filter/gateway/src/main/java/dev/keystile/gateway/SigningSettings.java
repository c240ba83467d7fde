package dev.keystile.gateway;

import dev.keystile.assertion.AssertionSigner;
import dev.keystile.assertion.SigningKeys;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The settings of {@code assertion}: how identities are signed for the services behind the gateway.
 *
 * @param issuer the issuer ({@code iss}) of the assertions
 * @param audience the audience ({@code aud}) of the assertions
 * @param lifetime the time from the issue to the expiry of an assertion
 * @param keys the file with the signing keys
 */
public record SigningSettings(String issuer, String audience, Duration lifetime, Path keys) {

    /** Where nothing else is configured. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);

    static final Duration MIN = Duration.ofSeconds(10);
    static final Duration MAX = AssertionSigner.MAX_LIFETIME;

    /**
     * The signing keys. Creates the file if it does not exist.
     *
     * @throws ConfigException if the file cannot be used
     */
    public SigningKeys openKeys() {
        try {
            return SigningKeys.open(keys, InstantSource.system());
        } catch (IOException e) {
            throw new ConfigException(
                    null,
                    GatewaySettings.KEYS.name(),
                    keys.toString(),
                    "assertion.keys is " + keys + ", which can be neither read nor made; its folder must be there and"
                            + " writable",
                    e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    null, GatewaySettings.KEYS.name(), keys.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** A signer with these keys. */
    AssertionSigner signer(SigningKeys opened) {
        return new AssertionSigner(issuer, audience, lifetime, opened, InstantSource.system());
    }
}
