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

    /** The type of the key in {@code text[start, end)}; null if the key does not begin with {@code pk_} or {@code sk_}. */
    static @Nullable KeyType typeByPrefix(byte[] text, int start, int end) {
        if (end - start <= PREFIX_LENGTH || text[start + 1] != 'k' || text[start + 2] != '_') {
            return null;
        }
        return text[start] == 's' ? KeyType.SECRET : text[start] == 'p' ? KeyType.PUBLISHABLE : null;
    }

    /** A key made of its parts, with its checksum. */
    static String compose(KeyType type, String environmentId, String secret) {
        String body = type.prefix() + '_' + environmentId + '_' + secret;
        byte[] ascii = body.getBytes(StandardCharsets.US_ASCII);
        return body + Base62.encode(checksum(ascii, 0, ascii.length), CHECKSUM_LENGTH);
    }

    /** Whether {@code text[start, end)}, which has a key's prefix, has this format and a wrong checksum. */
    static boolean isMistyped(byte[] text, int start, int end) {
        int underscore = end - TAIL - 1;
        // The checksum first: it is nearly always right, and then the rest need not be looked at.
        return underscore > start + PREFIX_LENGTH
                && text[underscore] == '_'
                && checksum(text, start, end - CHECKSUM_LENGTH) != checksumIn(text, end)
                && hasFormat(text, start, underscore, end);
    }

    private static boolean hasFormat(byte[] text, int start, int underscore, int end) {
        for (int i = underscore + 1; i < end; i++) {
            if (Base62.digit(text[i]) < 0) {
                return false;
            }
        }
        return Environment.isId(text, start + PREFIX_LENGTH, underscore);
    }

    private static long checksumIn(byte[] text, int end) {
        long value = 0;
        for (int i = end - CHECKSUM_LENGTH; i < end; i++) {
            value = value * 62 + Base62.digit(text[i]);
        }
        return value;
    }

    private static long checksum(byte[] text, int start, int end) {
        CRC32 crc = new CRC32();
        crc.update(text, start, end - start);
        return crc.getValue();
    }
}
