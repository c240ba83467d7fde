package dev.keystile.cli;

import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.setting.DurationText;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(name = "issue", description = "Makes a key and prints it, this once.")
final class IssueCommand implements Callable<Integer> {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Option(names = "--environment", required = true, paramLabel = "ID", description = "such as demo")
    private String environment = "";

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "publishable or secret")
    private String type = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "what people call the key")
    private String name = "";

    @Option(names = "--expires-in", paramLabel = "TIME", description = "such as 90d or 12h; never, if left out")
    private @Nullable String expiresIn;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "repeatable; every scope, if left out")
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

    IssueCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        if (scopes != null && type() == KeyType.PUBLISHABLE) {
            throw new UsageException("--scope is for secret keys; a publishable key only identifies its account");
        }
        if (origins != null && type() == KeyType.SECRET) {
            throw new UsageException("--origin is for publishable keys; a secret key never comes from a browser");
        }
        if (networks != null && type() == KeyType.PUBLISHABLE) {
            throw new UsageException("--network is for secret keys; a publishable key is used from anywhere");
        }
        KeyRequest request = new KeyRequest(type(), environment, name, scopes(), restrictions(), expiresAt());
        IssuedView.of(place.use(keys -> keys.issue(request)), null).print(console);
        return 0;
    }

    private KeyType type() {
        return KeyType.ofLabel(type)
                .orElseThrow(() -> new UsageException("--type must be publishable or secret, not '" + type + "'"));
    }

    private Scopes scopes() {
        try {
            return scopes == null ? Scopes.all() : Scopes.of(scopes);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--scope: " + e.getMessage());
        }
    }

    private Restrictions restrictions() {
        try {
            return Restrictions.of(origins, networks);
        } catch (IllegalArgumentException e) {
            throw new UsageException((origins != null ? "--origin: " : "--network: ") + e.getMessage());
        }
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
