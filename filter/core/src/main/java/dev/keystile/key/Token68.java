package dev.keystile.key;

import java.util.Arrays;

/** The syntax token68 of bearer tokens, {@code [A-Za-z0-9-._~+/]+=*} (RFC 9110, section 11.2); every key has it. */
final class Token68 {

    private static final boolean[] ALLOWED = new boolean[256];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
        for (int i = 0; i < letters.length(); i++) {
            ALLOWED[letters.charAt(i)] = true;
        }
    }

    private Token68() {}

    /** Whether a token may have this character before its padding. */
    static boolean allows(char c) {
        return c < ALLOWED.length && ALLOWED[c];
    }

    /** Copies {@code text[start, end)} to the beginning of an array, as ASCII; false if the text is not a whole token. */
    static boolean copy(String text, int start, int end, byte[] token) {
        int last = end;
        while (last > start && text.charAt(last - 1) == '=') {
            last--;
        }
        for (int i = start; i < last; i++) {
            char c = text.charAt(i);
            if (!allows(c)) {
                return false;
            }
            token[i - start] = (byte) c;
        }
        Arrays.fill(token, last - start, end - start, (byte) '=');
        return last > start;
    }
}
