package dev.keystile.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hashes a key that was made elsewhere. It is read from standard input: arguments stay in the shell's history. */
@Command(name = "hash", description = "Reads a key from standard input and prints its SHA-256, for keys.yaml.")
final class HashCommand implements Callable<Integer> {

    private record Hash(String sha256) {}

    @Mixin
    private final Console console;

    @Option(names = "--allow-weak", description = "also a key of less than 20 characters, which somebody may guess")
    private boolean allowWeak;

    private final CommandContext context;

    HashCommand(CommandContext context) {
        this.context = context;
        console = new Console(context);
    }

    @Override
    public Integer call() throws CommandException {
        String sha256 = KeyInput.read(context, allowWeak).digest().toHex();
        if (console.isJson()) {
            console.json(new Hash(sha256));
        } else {
            console.result(sha256);
        }
        return 0;
    }
}
