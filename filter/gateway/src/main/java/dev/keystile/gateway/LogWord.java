package dev.keystile.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A text as one word of a log line. Visible ASCII characters stay as they are; a space, a double quote, a backslash, a
 * brace, a control character and what is not ASCII become {@code \xHH}, an octet of UTF-8 each. No text can end the
 * line or forge a field.
 */
final class LogWord {

    /** Braces too: some programs that read logs evaluate <code>${...}</code>. */
    private static final String ESCAPED = "\"\\{}";

    private static final HexFormat HEX = HexFormat.of();

    private LogWord() {}

    /** The word: the same instance, unless a character has to be escaped. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder word = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isPlain(c)) {
                word.append(c);
            } else {
                word.append("\\x").append(HEX.toHexDigits(octet));
            }
        }
        return word.toString();
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && ESCAPED.indexOf(c) < 0;
    }
}
