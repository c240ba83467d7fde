package dev.keystile.key;

/** The syntax of a bearer token, {@code [A-Za-z0-9-._~+/]+=*} (RFC 9110, section 11.2): what a key may consist of. */
public final class Token68 {

    private static final boolean[] ALLOWED = new boolean[128];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
        for (int i = 0; i < letters.length(); i++) {
            ALLOWED[letters.charAt(i)] = true;
        }
    }

    private Token68() {}

    /** Whether a token may hold this character before its padding. */
    public static boolean allows(char c) {
        return c < 128 && ALLOWED[c];
    }

    /** Copies {@code text[start, end)} as ASCII if it is a token and nothing else. */
    @SuppressWarnings("deprecation") // getBytes drops high bytes, of which a token has none, and is a plain memory copy
    static boolean copy(String text, int start, int end, byte[] into) {
        int last = end;
        while (last > start && text.charAt(last - 1) == '=') {
            last--;
        }
        for (int i = start; i < last; i++) {
            if (!allows(text.charAt(i))) {
                return false;
            }
        }
        text.getBytes(start, end, into, 0);
        return last > start;
    }
}
