package dev.keystile.demo.command;

import dev.keystile.cli.CommandContext;
import dev.keystile.cli.CommandException;
import dev.keystile.cli.DatabasePlace;
import dev.keystile.cli.OpensDatabase;
import dev.keystile.cli.ServiceCommands;
import dev.keystile.cli.UsageException;
import dev.keystile.cli.internal.control.ControlServer;
import dev.keystile.cli.internal.control.ControlSocket;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.DatabaseLock;
import dev.keystile.demo.activity.ActivityFilter;
import dev.keystile.demo.activity.ActivityLog;
import dev.keystile.demo.dashboard.Dashboard;
import dev.keystile.demo.dashboard.DashboardUser;
import dev.keystile.demo.dashboard.LoginLinks;
import dev.keystile.demo.dashboard.SignUpMode;
import dev.keystile.demo.dashboard.SignUpPolicy;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.demo.server.CredentialsFile;
import dev.keystile.demo.server.DemoServer;
import dev.keystile.demo.server.FirstKeys;
import dev.keystile.demo.server.RouteList;
import dev.keystile.key.Redaction;
import dev.keystile.route.Route;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo service until it is told to stop. */
@Command(name = "serve", description = "Runs the demo service; this is what happens without a command.")
public final class ServeCommand implements Callable<Integer>, OpensDatabase {

    @Option(names = "--port", paramLabel = "PORT", description = "0 for any free port. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Mixin
    private final DatabasePlace place = new DatabasePlace();

    @Option(names = "--routes", paramLabel = "FILE", description = "a YAML file with another list of routes")
    private @Nullable Path routesFile;

    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description = "where the first start writes the four keys as JSON, mode 0600")
    private @Nullable Path credentialsFile;

    @Option(
            names = "--sign-up",
            paramLabel = "MODE",
            description =
                    "who creates accounts on the sign-up page: local (browsers on this machine), open (everybody) or"
                            + " closed (nobody). Default: ${DEFAULT-VALUE}")
    private String signUp = SignUpMode.LOCAL.toString();

    private final CommandContext context;

    /** With what a command has. */
    public ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be 0 to 65535, not " + port);
        }
        SignUpMode mode = SignUpMode.named(signUp)
                .orElseThrow(() ->
                        new UsageException("--sign-up must be local, open or closed, not " + Redaction.quoted(signUp)));
        List<Route> routes = routesFile == null ? RouteList.builtIn() : RouteList.load(routesFile);
        Path folder = place.folder();
        EarlierKeys earlier = folder == null ? null : EarlierKeys.read(folder);
        try (DemoServer server = bind();
                CredentialsFile credentials = prepareCredentials();
                DatabaseLock lock = place.lock(context.program().name() + " serve", context);
                ControlSocket control = lock == null ? null : ControlSocket.open(lock);
                DemoDatabase database = DemoDatabase.openAndMigrate(place.address())) {
            if (earlier != null) {
                earlier.moveInto(database.keys(), context);
            }
            SealedKeys sealed = SealedKeys.open(database.keys().dataSource(), sealingKeyFile(folder));
            ActivityLog activity = new ActivityLog(InstantSource.system());
            ActivityFilter recorder = new ActivityFilter(activity, InstantSource.system());
            SignUpPolicy policy = new SignUpPolicy(mode, server.isLoopbackOnly());
            Dashboard dashboard =
                    new Dashboard(database, sealed, activity, server.baseUri(), policy, InstantSource.system());
            dashboard.links().serveAt(server.baseUri());
            boolean first = database.keys().admin().environments().isEmpty();
            List<FirstKeys> keys = first ? FirstKeys.make(database, sealed) : List.of();
            try {
                server.start(recorder, filter(database, routes, server.baseUri()), database, dashboard.servlets());
                report(keys, credentials, dashboard.links(), server.baseUri());
            } finally {
                printMessage(keys, dashboard.links(), database.keys().address(), server.baseUri());
            }
            return run(server, control, new ServiceCommands(context.program(), database.keys()));
        }
    }

    /** Commands are executed until the server has stopped, and end before the database is closed. */
    private int run(DemoServer server, @Nullable ControlSocket control, ServiceCommands commands)
            throws IOException, InterruptedException {
        ControlServer socket =
                control == null ? null : ControlServer.start(context.program().name(), control, commands);
        try {
            return server.join();
        } finally {
            if (socket != null) {
                socket.close();
            }
        }
    }

    private DemoServer bind() throws CommandException {
        try {
            return DemoServer.bind(port);
        } catch (IOException e) {
            throw new CommandException("cannot listen on port " + port + ": " + e.getMessage()
                    + "; choose another with --port, 0 for any free one");
        }
    }

    private static @Nullable Path sealingKeyFile(@Nullable Path folder) {
        return folder == null ? null : folder.resolve("sealing-key");
    }

    private void report(List<FirstKeys> keys, @Nullable CredentialsFile credentials, LoginLinks links, URI baseUri)
            throws CommandException {
        if (credentials == null) {
            return;
        }
        if (keys.isEmpty()) {
            context.warn(credentialsFile + " is not written: the keys exist already, and "
                    + "only their first start could show them");
            return;
        }
        try {
            credentials.write(baseUri, links.create(DashboardUser.OPERATOR).orElse(null), keys);
        } catch (IOException e) {
            throw new CommandException("cannot write the credentials file: " + e.getMessage());
        }
    }

    /** Prints new keys even if the start has failed, since they cannot be shown again. */
    private void printMessage(List<FirstKeys> keys, LoginLinks links, DatabaseAddress database, URI baseUri) {
        StartupMessage message = new StartupMessage(context.out(), baseUri);
        if (keys.isEmpty()) {
            message.printLater(links.create(DashboardUser.OPERATOR).orElse(""), place.options(), database);
        } else {
            message.printFirst(links.create(DashboardUser.OPERATOR).orElse(""), keys, database);
        }
    }

    private @Nullable CredentialsFile prepareCredentials() throws CommandException {
        if (credentialsFile == null) {
            return null;
        }
        try {
            return CredentialsFile.prepare(credentialsFile);
        } catch (IOException e) {
            throw new CommandException(
                    "cannot write the credentials file " + credentialsFile + ": is its folder there?");
        }
    }

    private static ApiKeyAuthFilter filter(DemoDatabase database, List<Route> routes, URI baseUri)
            throws KeyStoreException {
        return ApiKeyAuthFilter.builder()
                .store(database.keys().store())
                .routes(routes)
                .problemBaseUri(baseUri + "/docs/errors#")
                .alwaysSendRequestId(true)
                .build();
    }
}
