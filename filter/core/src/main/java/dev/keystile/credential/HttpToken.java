package dev.keystile.credential;

/** The token of HTTP (RFC 9110, section 5.6.2): what the name of a field, a method and a scheme consist of. */
public final class HttpToken {

    private static final boolean[] ALLOWED = new boolean[128];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~";
        for (int i = 0; i < letters.length(); i++) {
            ALLOWED[letters.charAt(i)] = true;
        }
    }

    private HttpToken() {}

    /** Whether the text is one token and nothing else. */
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
