package dev.keystile.config;

import dev.keystile.credential.AssertedIdentityReader;
import java.util.List;

/** A section of a configuration that fails when the configuration is opened. */
record BrokenSection(RuntimeException failure) implements ConfigSection {

    /** The configuration with this section in place of its own. */
    static KeystileConfig in(KeystileConfig config, RuntimeException failure) {
        return new KeystileConfig(
                config.store(),
                config.cache(),
                config.credentials(),
                config.allowBrowserSecretKeys(),
                config.corsOrigins(),
                config.trustedProxies(),
                List.of(new BrokenSection(failure)),
                config.problemBaseUri(),
                config.alwaysSendRequestId(),
                config.pathCase(),
                config.encodedPaths(),
                config.routes());
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public AssertedIdentityReader assertedIdentityReader() {
        throw failure;
    }
}
