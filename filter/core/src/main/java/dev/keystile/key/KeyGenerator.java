package dev.keystile.key;

import java.security.SecureRandom;

/**
 * Generates keys and identifiers from a cryptographically strong source. Safe for use by many threads.
 *
 * <pre>{@code
 * String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
 * }</pre>
 */
public final class KeyGenerator {

    private final SecureRandom random;

    /** A generator on the platform's default {@link SecureRandom}. */
    public KeyGenerator() {
        this(new SecureRandom());
    }

    /** A generator on a source of the caller's choice. */
    public KeyGenerator(SecureRandom random) {
        this.random = random;
    }

    /**
     * A new key, with over 190 random bits. Show the key to its owner once and store only its {@link KeyDigest}.
     *
     * @throws IllegalArgumentException if the environment id does not have the allowed form
     */
    public String newKey(KeyType type, String environmentId) {
        if (!Environment.isId(environmentId)) {
            throw new IllegalArgumentException("not an environment id: " + Redaction.quoted(environmentId));
        }
        return KeyFormat.compose(type, environmentId, letters(KeyFormat.SECRET_LENGTH));
    }

    /** A new identifier such as {@code key_3Vh…}: the prefix, an underscore, 22 random characters. */
    public String newId(String prefix) {
        return prefix + '_' + letters(22);
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(Base62.ALPHABET.charAt(random.nextInt(62)));
        }
        return text.toString();
    }
}
