package dev.keystile.cli;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.jdbc.H2Url;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A database that is not the embedded one. */
final class DatabaseOptions {

    private static final String PASSWORD = "KEYSTILE_DATABASE_PASSWORD";

    @Option(
            names = "--database-url",
            required = true,
            paramLabel = "URL",
            description = "a database of your own, such as jdbc:postgresql://localhost/keys")
    private String url = "";

    @Option(names = "--database-user", paramLabel = "NAME", description = "who connects to it")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            description = "better given as the environment variable " + PASSWORD)
    private @Nullable String password;

    DatabaseAddress address() {
        if (!url.startsWith("jdbc:")) {
            throw new UsageException("--database-url must begin with jdbc:, such as jdbc:postgresql://localhost/keys");
        }
        String refusal = H2Url.refusal("--database-url", url);
        if (refusal != null) {
            throw new UsageException(refusal);
        }
        try {
            return DatabaseAddress.at(url, user, password != null ? password : System.getenv(PASSWORD));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--database-url is refused: " + e.getMessage());
        }
    }
}
