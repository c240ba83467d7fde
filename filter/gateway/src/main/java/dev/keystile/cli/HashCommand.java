package dev.keystile.cli;

import dev.keystile.key.PresentedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Hashes a key that was made elsewhere. It is read from standard input: arguments stay in the shell's history. */
@Command(name = "hash", description = "Reads a key from standard input and prints its SHA-256, for keys.yaml.")
final class HashCommand implements Callable<Integer> {

    private static final int MAX_INPUT = 4096;

    private record Hash(String sha256) {}

    @Mixin
    private final Console console;

    private final CommandContext context;

    HashCommand(CommandContext context) {
        this.context = context;
        console = new Console(context);
    }

    @Override
    public Integer call() throws IOException, CommandException {
        byte[] input;
        try (InputStream in = context.open(InputFile.STANDARD_INPUT)) {
            input = in.readNBytes(MAX_INPUT);
        }
        String sha256 = digest(new String(input, StandardCharsets.UTF_8).strip());
        if (console.isJson()) {
            console.json(new Hash(sha256));
        } else {
            console.result(sha256);
        }
        return 0;
    }

    private static String digest(String text) throws CommandException {
        @Nullable PresentedKey key = PresentedKey.read(text);
        if (key == null) {
            throw new CommandException("standard input holds no key: it must be pk_ or sk_ and printable ASCII without "
                    + "spaces, 512 characters at most");
        }
        if (key.isMistyped()) {
            throw new CommandException("the key is mistyped: its last six characters, a checksum, do not fit the rest");
        }
        if (key.isExample()) {
            throw new CommandException("this is the documentation's example key, which opens nothing");
        }
        return key.digest().toHex();
    }
}
