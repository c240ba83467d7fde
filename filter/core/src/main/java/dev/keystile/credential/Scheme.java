package dev.keystile.credential;

/** The authentication schemes in which a key may be sent (RFC 9110, section 11.1). */
enum Scheme {
    BEARER("Bearer", "bearer"),
    BASIC("Basic", "basic");

    private final String canonical;
    private final String lowerCase;

    Scheme(String canonical, String lowerCase) {
        this.canonical = canonical;
        this.lowerCase = lowerCase;
    }

    /**
     * Whether {@code text[start, end)} is the name of this scheme, in any letter case of ASCII. The letters are folded
     * here, because {@code equalsIgnoreCase} takes a long s for an s, and {@code toLowerCase} depends on the locale.
     */
    boolean matches(String text, int start, int end) {
        if (end - start != lowerCase.length()) {
            return false;
        }
        return text.startsWith(canonical, start) || matchesFolded(text, start);
    }

    private boolean matchesFolded(String text, int start) {
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = text.charAt(start + i);
            char folded = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if (folded != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
