package dev.keystile.key;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The form of a key's text: {@code <type>_<environment>_<33 secret><6 checksum>}.
 *
 * <p>The checksum tells a typing mistake from an unknown key without asking the store. It proves
 * nothing about authenticity: anyone can compute it.
 */
public final class KeyText {

    /** Characters of base 62 in the random part: over 190 bits. */
    public static final int SECRET_LENGTH = 33;

    /** Characters of base 62 in the checksum, the CRC-32 of everything before it. */
    public static final int CHECKSUM_LENGTH = 6;

    /** The longest text that is looked at. */
    public static final int MAX_LENGTH = 512;

    private static final int TAIL = SECRET_LENGTH + CHECKSUM_LENGTH;
    private static final int PREFIX_LENGTH = 3;

    private KeyText() {}

    /** Whether {@code text} from {@code start} begins with {@code pk_} or {@code sk_} and goes on. */
    static boolean hasKeyPrefix(String text, int start) {
        return text.length() - start > PREFIX_LENGTH
                && (text.charAt(start) == 's' || text.charAt(start) == 'p')
                && text.charAt(start + 1) == 'k'
                && text.charAt(start + 2) == '_';
    }

    /** The text of a key from its parts, with its checksum. */
    static String compose(KeyType type, String environmentId, String secret) {
        String body = type.prefix() + '_' + environmentId + '_' + secret;
        byte[] ascii = body.getBytes(StandardCharsets.US_ASCII);
        return body + Base62.encode(checksum(ascii, 0, ascii.length), CHECKSUM_LENGTH);
    }

    /** Whether {@code text[start, end)}, which begins like a key, has our form and a checksum that does not fit. */
    static boolean isMistyped(byte[] text, int start, int end) {
        int underscore = end - TAIL - 1;
        // The checksum first: it fits nearly always, and then the form need not be looked at.
        return underscore > start + PREFIX_LENGTH
                && text[underscore] == '_'
                && checksum(text, start, end - CHECKSUM_LENGTH) != claimed(text, end)
                && hasForm(text, start, underscore, end);
    }

    private static boolean hasForm(byte[] text, int start, int underscore, int end) {
        for (int i = underscore + 1; i < end; i++) {
            if (Base62.digit(text[i]) < 0) {
                return false;
            }
        }
        return Environment.isId(text, start + PREFIX_LENGTH, underscore);
    }

    private static long claimed(byte[] text, int end) {
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
