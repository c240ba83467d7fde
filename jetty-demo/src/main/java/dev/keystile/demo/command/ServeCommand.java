package dev.keystile.demo.command;

import dev.keystile.demo.server.CredentialsFile;
import dev.keystile.demo.server.DemoServer;
import dev.keystile.demo.server.FirstKeys;
import dev.keystile.demo.server.RouteList;
import dev.keystile.route.Route;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileKeyStore;
import dev.keystile.web.ApiKeyAuthFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the demo service until it is told to stop. */
@Command(name = "serve", description = "Runs the demo service; this is what happens without a command.")
public final class ServeCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", description = "0 for any free port. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "where keys.yaml is kept. Default: ${DEFAULT-VALUE}")
    private Path dataDir = KeyFileOption.DATA_DIR;

    @Option(names = "--routes", paramLabel = "FILE", description = "a YAML file with another list of routes")
    private @Nullable Path routesFile;

    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description = "where the first start writes the four keys as JSON, mode 0600")
    private @Nullable Path credentialsFile;

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be 0 to 65535, not " + port);
        }
        List<Route> routes = routesFile == null ? RouteList.builtIn() : RouteList.load(routesFile);
        try (DemoServer server = bind()) {
            Path file = KeyFileOption.inFolder(dataDir);
            if (Files.exists(file)) {
                startAgain(server, file, routes);
            } else {
                startFirst(server, file, routes);
            }
            server.join();
        }
        return 0;
    }

    private DemoServer bind() throws CommandException {
        try {
            return DemoServer.bind(port);
        } catch (IOException e) {
            throw new CommandException("cannot listen on port " + port + ": " + e.getMessage()
                    + "; choose another with --port, 0 for any free one");
        }
    }

    private void startFirst(DemoServer server, Path file, List<Route> routes) throws Exception {
        CredentialsFile credentials = prepareCredentials();
        try {
            makeDataDir();
            List<FirstKeys> keys = FirstKeys.make(file);
            try {
                server.start(filter(file, routes));
                write(credentials, server.baseUri(), keys);
            } finally {
                new Greeting(System.out, server.baseUri()).first(keys, file);
            }
        } finally {
            if (credentials != null) {
                credentials.discard();
            }
        }
    }

    private static void write(@Nullable CredentialsFile file, URI baseUri, List<FirstKeys> keys)
            throws CommandException {
        try {
            if (file != null) {
                file.write(baseUri, keys);
            }
        } catch (IOException e) {
            throw new CommandException("cannot write the credentials file: " + e.getMessage());
        }
    }

    private void startAgain(DemoServer server, Path file, List<Route> routes) throws Exception {
        server.start(filter(file, routes));
        new Greeting(System.out, server.baseUri())
                .again(KeyFileOption.registry(file).list(), dataDir, file);
        if (credentialsFile != null) {
            System.err.println("keystile-demo: " + credentialsFile + " is not written: the keys exist already, and "
                    + "only their first start could show them");
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

    private void makeDataDir() throws CommandException {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new CommandException("cannot make the folder " + dataDir);
        }
    }

    private static ApiKeyAuthFilter filter(Path file, List<Route> routes) throws KeyStoreException {
        return ApiKeyAuthFilter.builder()
                .store(FileKeyStore.open(file))
                .routes(routes)
                .build();
    }
}
