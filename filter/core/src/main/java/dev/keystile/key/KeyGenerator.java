package dev.keystile.key;

import java.security.SecureRandom;

/** Makes new keys from a cryptographically strong source. */
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
     * A new key's text: the only time that it exists outside its holder's hands.
     *
     * @throws IllegalArgumentException if the environment's id is not of the allowed form
     */
    public String newKey(KeyType type, String environmentId) {
        if (!Environment.isId(environmentId)) {
            throw new IllegalArgumentException("not an environment id: " + Redaction.quoted(environmentId));
        }
        return KeyText.compose(type, environmentId, letters(KeyText.SECRET_LENGTH));
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
