package dev.keystile.cli;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.KeyRequest;
import dev.keystile.setting.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a new key is to be. */
final class NewKey {

    @Option(names = "--account", paramLabel = "ID", description = "such as cus_42; may be left out where there is one")
    private @Nullable String account;

    @Option(names = "--environment", required = true, paramLabel = "ID", description = "such as demo")
    private String environment = "";

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "publishable or secret")
    private String type = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "what people call the key")
    private String name = "";

    @Option(names = "--expires-in", paramLabel = "TIME", description = "such as 90d or 12h; never, if left out")
    private @Nullable String expiresIn;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "repeatable; what a secret key may be used for, everything if left out")
    private @Nullable List<String> scopes;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "repeatable; a publishable key is then used from these origins only")
    private @Nullable List<String> origins;

    @Option(
            names = "--network",
            paramLabel = "CIDR",
            description = "repeatable; a secret key is then used from these networks only")
    private @Nullable List<String> networks;

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "repeatable; a value of your own, such as team=billing, which the service's handlers get")
    private Map<String, String> metadata = Map.of();

    KeyRequest request() throws InvalidException {
        return KeyRequest.of(KeyRequest.type(type), environment, name)
                .account(account)
                .scopes(scopes)
                .origins(origins)
                .networks(networks)
                .metadata(metadata)
                .expiresAt(expiresAt());
    }

    private @Nullable Instant expiresAt() {
        if (expiresIn == null) {
            return null;
        }
        Duration lifetime = TimeOption.parse("--expires-in", expiresIn);
        if (lifetime.isZero()) {
            throw new UsageException("--expires-in must be longer than nothing, " + DurationText.FORM);
        }
        return Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }
}
