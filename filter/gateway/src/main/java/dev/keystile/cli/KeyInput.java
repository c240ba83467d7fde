package dev.keystile.cli;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyFormat;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key that was read from standard input: arguments stay in the shell's history.
 *
 * @param type the type by its prefix; null for a key that does not begin with {@code pk_} or {@code sk_}
 * @param digest SHA-256 of its text
 * @param length how many characters it has
 * @param lastFour its last four characters; null if they would give too much of it away
 */
record KeyInput(
        @Nullable KeyType type,
        KeyDigest digest,
        int length,
        @Nullable String lastFour) {

    private static final int MAX_BYTES = 4096;
    private static final int WEAK = 20;

    /**
     * Reads a key.
     *
     * @param allowWeak whether a short key is accepted: whoever gets hold of its SHA-256 finds a short key by trial
     */
    static KeyInput read(CommandContext context, boolean allowWeak) throws CommandException {
        KeyInput input = read(context);
        if (input.length < WEAK && !allowWeak) {
            throw new CommandException("the key has only " + input.length
                    + " characters, and somebody may guess it; roll it, or give --allow-weak");
        }
        return input;
    }

    private static KeyInput read(CommandContext context) throws CommandException {
        try (InputStream in = context.open(InputFile.STANDARD_INPUT)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            // Of more, only the beginning would count.
            return of(bytes.length > MAX_BYTES ? "" : new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new CommandException("cannot read standard input: " + e.getMessage());
        }
    }

    private static KeyInput of(String text) throws CommandException {
        PresentedKey key = PresentedKey.readAny(text);
        if (key == null) {
            throw new CommandException("standard input holds no key: it must have 16 to 512 letters, digits and -._~+/,"
                    + " and may end in =; fewer than 16 if it begins with pk_ or sk_");
        }
        if (KeyFormat.isMistyped(text)) {
            throw new CommandException("the key is mistyped: its last six characters, a checksum, do not fit the rest");
        }
        if (key.isExample()) {
            throw new CommandException("this is the documentation's example key, which opens nothing");
        }
        return new KeyInput(key.type(), key.digest(), text.length(), key.lastFour());
    }
}
