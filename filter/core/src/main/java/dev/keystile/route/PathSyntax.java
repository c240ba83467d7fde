package dev.keystile.route;

import java.util.HexFormat;

/**
 * Recognises ambiguous paths, which containers and frameworks interpret differently.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/">Servlet 6.0, section 3.5.2, URI Path
 *     Canonicalization</a>
 */
public final class PathSyntax {

    /** Printable ASCII characters without a special meaning in a path. A dot has one only in segments of dots. */
    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        for (char c = '!'; c < PLAIN.length; c++) {
            PLAIN[c] = "/;\\#%".indexOf(c) < 0;
        }
    }

    private PathSyntax() {}

    /**
     * Whether a raw path, as it is in the request line, is ambiguous: it does not begin with a slash, or has an empty,
     * {@code .} or {@code ..} segment, {@code ;}, {@code \}, {@code #}, a control or non-ASCII character, an incomplete
     * escape, or an escape of a control character, of {@code . / \ ; %}, or of an octet that UTF-8 never holds.
     */
    public static boolean isAmbiguous(String rawPath) {
        return isAmbiguous(rawPath, false);
    }

    /** Whether a raw path is ambiguous for another reason than escapes of {@code / % \ ; .}. */
    static boolean isMalformed(String rawPath) {
        return isAmbiguous(rawPath, true);
    }

    private static boolean isAmbiguous(String rawPath, boolean encoded) {
        int length = rawPath.length();
        if (length == 0 || rawPath.charAt(0) != '/') {
            return true;
        }
        int segment = 1;
        for (int i = 1; i < length; i++) {
            char c = rawPath.charAt(i);
            if (c < PLAIN.length && PLAIN[c]) {
                continue;
            }
            if (c == '/') {
                if (i == segment || isDots(rawPath, segment, i)) {
                    return true;
                }
                segment = i + 1;
            } else if (c == '%' && !isAmbiguousEscape(rawPath, i, encoded)) {
                i += 2;
            } else {
                return true;
            }
        }
        return isDots(rawPath, segment, length);
    }

    /**
     * Whether a decoded path has only one interpretation: it begins with a slash and has no empty segment but the last,
     * no {@code .} or {@code ..} segment, {@code ;}, {@code \} or control character.
     */
    public static boolean isCanonical(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int i = 1; i < length; i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (i == segment || isDots(path, segment, i)) {
                    return false;
                }
                segment = i + 1;
            } else if (c < ' ' || c == 0x7f || c == ';' || c == '\\') {
                return false;
            }
        }
        return !isDots(path, segment, length);
    }

    private static boolean isDots(String path, int start, int end) {
        return end - start <= 2 && end > start && path.charAt(start) == '.' && path.charAt(end - 1) == '.';
    }

    private static boolean isAmbiguousEscape(String path, int percent, boolean encoded) {
        if (percent + 2 >= path.length()) {
            return true;
        }
        char high = path.charAt(percent + 1);
        char low = path.charAt(percent + 2);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
            return true;
        }
        int octet = HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
        return octet < ' '
                || octet == 0x7f
                || (!encoded && (octet == '.' || octet == '/' || octet == '\\' || octet == ';' || octet == '%'))
                || octet == 0xc0
                || octet == 0xc1
                || octet >= 0xf5;
    }
}
