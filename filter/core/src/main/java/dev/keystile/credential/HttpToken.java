package dev.keystile.credential;

/** The syntax token of HTTP (RFC 9110, section 5.6.2): names of fields, methods and schemes have it. */
public final class HttpToken {

    private static final boolean[] ALLOWED = new boolean[128];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~";
        for (int i = 0; i < letters.length(); i++) {
            ALLOWED[letters.charAt(i)] = true;
        }
    }

    private HttpToken() {}

    /** Whether the whole text is one token. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c]) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
