package dev.keystile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a configuration file, with which editors complete and check that file. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of keystile.yaml or gateway.yaml, for editors and other programs.")
public final class SchemaCommand implements Callable<Integer> {

    private static final Set<String> FILES = Set.of("keystile", "gateway");

    @Parameters(paramLabel = "FILE", description = "keystile or gateway")
    private String file = "";

    private final CommandContext context;

    SchemaCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!FILES.contains(file)) {
            throw new UsageException("FILE must be keystile or gateway");
        }
        String resource = "/META-INF/keystile/" + file + ".schema.json";
        try (InputStream schema = Objects.requireNonNull(SchemaCommand.class.getResourceAsStream(resource), resource)) {
            context.out().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        return 0;
    }
}
