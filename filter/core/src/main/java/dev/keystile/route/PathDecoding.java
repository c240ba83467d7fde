package dev.keystile.route;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Decodes the escapes of a path once (RFC 3986, section 2.1). An incomplete escape stays as it is. */
final class PathDecoding {

    /** Stands for an escaped slash that is part of a segment. No path and no pattern has this character. */
    static final char SLASH_IN_SEGMENT = '\0';

    private static final int ESCAPE = "%2f".length();

    private PathDecoding() {}

    /**
     * The decoded path.
     *
     * @param slash the character for an escaped slash
     * @return null if the decoded path has a control character or is not UTF-8
     */
    static @Nullable String decode(String path, char slash) {
        return decode(path, slash, "");
    }

    /**
     * The decoded path, in which the escapes of some characters are left as they are.
     *
     * @return null if the decoded path has a control character or is not UTF-8
     */
    static @Nullable String decodeExcept(String path, String kept) {
        return decode(path, '/', kept);
    }

    private static @Nullable String decode(String path, char slash, String kept) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int octet = octet(bytes, i);
            if (octet < 0 || kept.indexOf(octet) >= 0) {
                decoded.write(bytes[i]);
                continue;
            }
            if (octet < ' ' || octet == 0x7f) {
                return null;
            }
            decoded.write(octet == '/' ? slash : octet);
            i += ESCAPE - 1;
        }
        return text(decoded.toByteArray());
    }

    /** The octet of the escape at this place; -1 if there is none. */
    private static int octet(byte[] path, int at) {
        if (path[at] != '%' || at + ESCAPE > path.length) {
            return -1;
        }
        int high = path[at + 1];
        int low = path[at + 2];
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low)
                : -1;
    }

    private static @Nullable String text(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.chars().anyMatch(c -> c != SLASH_IN_SEGMENT && Character.isISOControl(c)) ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
