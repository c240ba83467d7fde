package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys adopt}: adds a key that exists already, such as a key of an earlier system. */
@Command(
        name = "adopt",
        description = "Takes in a key that somebody holds already: reads it from standard input, unless its SHA-256 is"
                + " given. A key that does not begin with pk_ or sk_ opens something only where"
                + " credentials.other-formats is accept.")
final class AdoptCommand implements Callable<Integer>, ReadsStandardInput {

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final NewKey wanted = new NewKey();

    @Mixin
    private final Console console;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "the SHA-256 of the key, 64 hexadecimal digits; standard input is not read then")
    private @Nullable String sha256;

    @Option(names = "--allow-weak", description = "also a key of less than 20 characters, which somebody may guess")
    private boolean allowWeak;

    private final CommandContext context;

    AdoptCommand(CommandContext context) {
        this.context = context;
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public boolean readsStandardInput() {
        return sha256 == null;
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        KeyRequest request = wanted.request();
        KeyInput input = sha256 == null ? read(request) : null;
        KeyDigest digest = input == null ? digest() : input.digest();
        String lastFour = input == null ? null : input.lastFour();
        ApiKey adopted = place.use((keys, actor) -> keys.adopt(actor, request, digest, lastFour));
        if (console.isJson()) {
            console.json(KeyView.of(new KeyDescription(adopted, null), Instant.now()));
        } else {
            console.result(adopted.id() + " is adopted.");
        }
        return 0;
    }

    private KeyInput read(KeyRequest request) throws CommandException {
        KeyInput input = KeyInput.read(context, allowWeak);
        KeyType type = input.type();
        if (type != null && type != request.type()) {
            throw new UsageException("the key begins with " + type.prefix() + "_: give --type " + type);
        }
        return input;
    }

    private KeyDigest digest() {
        if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
            throw new UsageException("--sha256 must be the 64 hexadecimal digits that 'keys hash' prints for a key");
        }
        return KeyDigest.ofHex(sha256);
    }
}
