package dev.keystile.cli;

import dev.keystile.gateway.internal.json.Json;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** Prints results: for scripts to standard output, and for people to standard error. */
final class Console {

    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--json", description = "prints JSON, for scripts")
    private boolean json;

    Console(CommandContext context) {
        out = context.out();
        err = context.err();
    }

    boolean isJson() {
        return json;
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    void json(Object value) {
        result(Json.text(value));
    }

    void note(String line) {
        err.println(line);
    }
}
