package dev.keystile.demo.sealing;

import dev.keystile.internal.file.AtomicFile;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Loads the key that seals other keys: from the environment, or from a file that only its owner can read. */
final class SealingKey {

    /** The environment variable of the key, as 43 characters of Base64url. */
    static final String VARIABLE = "KEYSTILE_SEALING_KEY";

    private static final int BYTES = 32;

    private SealingKey() {}

    /**
     * The key of the environment variable, or else the key of a file, which is made if it does not exist.
     *
     * @param variable the value of the variable; null if it is not set
     * @param file null for no file
     * @return null if there is neither a value nor a file
     * @throws KeyStoreException if the value or the file holds no key, or the file cannot be read or made
     */
    static @Nullable SecretKey find(@Nullable String variable, @Nullable Path file) throws KeyStoreException {
        if (variable != null && !variable.isBlank()) {
            return parse(variable, VARIABLE);
        }
        return file == null ? null : ofFile(file);
    }

    private static SecretKey ofFile(Path file) throws KeyStoreException {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new KeyStoreException("cannot read or make the sealing key in " + file + ": " + e, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n";
        // Does nothing if another process has just made the file; then that key is used.
        AtomicFile.create(file, text);
    }

    private static SecretKey parse(String text, String place) throws KeyStoreException {
        byte[] key = decode(text.strip());
        if (key.length != BYTES) {
            throw new KeyStoreException(place + " holds no sealing key: it must be 32 bytes in Base64url, such as"
                    + " 'openssl rand 32 | basenc --base64url' prints");
        }
        return new SecretKeySpec(key, "AES");
    }

    /** The bytes; none if the text is not Base64url. */
    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
