package dev.keystile.key;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format of a key: {@code <type>_<environment>_<secret><checksum>}, with a secret of 33 and a checksum of 6 characters
 * in base 62.
 *
 * <p>The checksum lets a mistyped key be refused without a look-up in the store. It does not authenticate anything, because
 * anyone can compute it.
 */
public final class KeyFormat {

    /** The number of characters in the random part: over 190 bits. */
    public static final int SECRET_LENGTH = 33;

    /** The number of characters in the checksum, which is the CRC-32 of everything before it. */
    public static final int CHECKSUM_LENGTH = 6;

    /** The max length of a key in characters, also of keys in another format. */
    public static final int MAX_LENGTH = 512;

    /** The min length of a key in another format. */
    public static final int MIN_OTHER_LENGTH = 16;

    private static final int TAIL = SECRET_LENGTH + CHECKSUM_LENGTH;
    private static final int PREFIX_LENGTH = 3;

    private KeyFormat() {}

    /** Whether {@code text} has {@code pk_} or {@code sk_} at {@code start}, and something behind it. */
    static boolean hasKeyPrefix(String text, int start) {
        return text.length() - start > PREFIX_LENGTH
                && (text.charAt(start) == 's' || text.charAt(start) == 'p')
                && text.charAt(start + 1) == 'k'
                && text.charAt(start + 2) == '_';
    }

    /** The type of the key in the first bytes of an array; null if the key does not begin with {@code pk_} or {@code sk_}. */
    static @Nullable KeyType typeByPrefix(byte[] text, int length) {
        if (length <= PREFIX_LENGTH || text[1] != 'k' || text[2] != '_') {
            return null;
        }
        return text[0] == 's' ? KeyType.SECRET : text[0] == 'p' ? KeyType.PUBLISHABLE : null;
    }

    /** A key made of its parts, with its checksum. */
    static String compose(KeyType type, String environmentId, String secret) {
        String body = type.prefix() + '_' + environmentId + '_' + secret;
        byte[] ascii = body.getBytes(StandardCharsets.US_ASCII);
        return body + Base62.encode(checksum(ascii, ascii.length), CHECKSUM_LENGTH);
    }

    /** Whether a key has exactly this format and a wrong checksum. An example key does not count as mistyped. */
    public static boolean isMistyped(String key) {
        byte[] text = key.getBytes(StandardCharsets.ISO_8859_1);
        return hasKeyPrefix(key, 0) && !ExampleKeys.isExample(text, text.length) && hasWrongChecksum(text);
    }

    private static boolean hasWrongChecksum(byte[] key) {
        int underscore = key.length - TAIL - 1;
        return underscore > PREFIX_LENGTH
                && key[underscore] == '_'
                && hasFormat(key, underscore)
                && checksum(key, key.length - CHECKSUM_LENGTH) != checksumIn(key);
    }

    private static boolean hasFormat(byte[] key, int underscore) {
        for (int i = underscore + 1; i < key.length; i++) {
            if (Base62.digit(key[i]) < 0) {
                return false;
            }
        }
        return Environment.isId(key, PREFIX_LENGTH, underscore);
    }

    private static long checksumIn(byte[] key) {
        long value = 0;
        for (int i = key.length - CHECKSUM_LENGTH; i < key.length; i++) {
            value = value * 62 + Base62.digit(key[i]);
        }
        return value;
    }

    private static long checksum(byte[] key, int length) {
        CRC32 crc = new CRC32();
        crc.update(key, 0, length);
        return crc.getValue();
    }
}
