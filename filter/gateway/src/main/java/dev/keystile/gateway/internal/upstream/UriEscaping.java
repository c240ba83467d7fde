package dev.keystile.gateway.internal.upstream;

import java.nio.charset.StandardCharsets;

/** Escapes the characters that clients send in a path or a query and that no URI may have (RFC 3986). */
final class UriEscaping {

    private static final String LEGAL = "-._~:/?@!$&'()*+,;=";
    private static final String HEX = "0123456789ABCDEF";

    private UriEscaping() {}

    /** The path or query with every illegal character percent-encoded; what it decodes to stays the same. */
    static String escape(String text) {
        if (isLegal(text)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean escaped = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            if (escaped || isLegal(c)) {
                legal.append(c);
            } else {
                legal.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return legal.toString();
    }

    private static boolean isLegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || LEGAL.indexOf(c) >= 0;
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }
}
