package dev.keystile.key;

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

    /** Whether the whole of {@code text[start, end)}, in ISO 8859-1, is a token. */
    static boolean isToken(byte[] text, int start, int end) {
        int last = end;
        while (last > start && text[last - 1] == '=') {
            last--;
        }
        for (int i = start; i < last; i++) {
            if (!ALLOWED[text[i] & 0xff]) {
                return false;
            }
        }
        return last > start;
    }
}
