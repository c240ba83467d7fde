package dev.keystile.cli;

import dev.keystile.config.ConfigSource;
import dev.keystile.gateway.Gateway;
import dev.keystile.gateway.GatewayConfig;
import dev.keystile.gateway.GatewayConfigReader;
import dev.keystile.gateway.SigningSettings;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway until it is told to stop. */
@Command(name = "gateway", description = "Checks keys in front of services in any language, and for other proxies.")
public final class GatewayCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "the configuration, gateway.yaml")
    private Path config = Path.of("gateway.yaml");

    @ArgGroup
    private final Instead instead = new Instead();

    private final CommandContext context;

    GatewayCommand(CommandContext context) {
        this.context = context;
    }

    private static final class Instead {

        @Option(names = "--check", description = "checks the configuration and ends")
        private boolean check;

        @Option(
                names = "--rotate-assertion-key",
                description =
                        "adds a key to the file of assertion.keys, which signs in ten minutes, and ends; a running"
                                + " gateway takes it up")
        private boolean rotate;
    }

    @Override
    public Integer call() throws Exception {
        if (instead.check) {
            return check();
        }
        if (instead.rotate) {
            return rotate();
        }
        try (Gateway gateway = start()) {
            context.out().println("listening on " + gateway.baseUri());
            if (gateway.externalAuthUri() != null) {
                context.out().println("external auth on " + gateway.externalAuthUri());
            }
            return gateway.join();
        }
    }

    private int check() {
        GatewayConfig checked = Gateway.check(config);
        context.out()
                .println(config + " is right: routes "
                        + checked.keystile().routes().size() + ", upstreams "
                        + checked.upstreams().size() + ", external-auth "
                        + checked.externalAuth().size());
        return 0;
    }

    private int rotate() throws CommandException {
        SigningSettings signing =
                GatewayConfigReader.read(ConfigSource.of(config)).signing();
        if (signing == null) {
            throw new ConfigException(
                    config + " has no assertion.issuer: nothing is signed, so there is no key to rotate");
        }
        try {
            signing.openKeys().rotate();
        } catch (IOException e) {
            throw new CommandException("cannot write " + signing.keys() + ": " + e.getMessage());
        }
        context.out().println(signing.keys() + " has a new key, which signs in ten minutes.");
        return 0;
    }

    private Gateway start() throws Exception {
        try {
            return Gateway.start(config);
        } catch (IOException e) {
            throw new CommandException("cannot listen: " + e.getMessage() + "; choose another address");
        }
    }
}
