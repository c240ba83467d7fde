package dev.keystile.key;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Recognises what may be a key, complete or cut short, in text that is about to be logged, shown or passed on. All code
 * that does one of these uses this class.
 *
 * <p>Text may hold a key if it has {@code pk_} or {@code sk_}, in any letter case. This is also true of some text without
 * a key, such as {@code task_1}, but of all text with a key, except for keys in another format.
 *
 * <pre>{@code
 * log.info("no such file: {}", Redaction.mayHoldKey(name) ? "(not shown)" : name);
 * }</pre>
 */
public final class Redaction {

    private static final String BASIC = "Basic ";

    /** How often a path is percent-decoded. A key that was encoded more often is not recognised by readers either. */
    private static final int MAX_DECODINGS = 4;

    private static final int MAX_QUOTED = 80;
    private static final int KEY_PREFIX_LENGTH = 3;

    private Redaction() {}

    /** Whether a key may be anywhere in the text. Allocates nothing. */
    public static boolean mayHoldKey(String text) {
        return indexOfKey(text) >= 0;
    }

    /** The index of the first character that may begin a key; -1 if there is none. */
    public static int indexOfKey(String text) {
        return indexOfKey(text, false);
    }

    /** Whether a key may be anywhere in a raw path, percent-encoded or not. True if the path is wrongly encoded. */
    public static boolean pathMayHoldKey(String rawPath) {
        String path = rawPath;
        for (int i = 0; i < MAX_DECODINGS && path.indexOf('%') >= 0; i++) {
            if (mayHoldKey(path)) {
                return true;
            }
            try {
                path = URLDecoder.decode(path, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException wronglyEncoded) {
                return i == 0;
            }
        }
        return mayHoldKey(path);
    }

    /**
     * Whether a key may begin where a word begins: at the start of the text, or behind a character that no
     * token68 (RFC 9110) has. For text that is passed on unless it holds a key: another token, such as a JWT, may have
     * {@code sk_} in the middle.
     */
    public static boolean mayHoldKeyAsWord(String text) {
        return indexOfKey(text, true) >= 0;
    }

    /** Whether a stored text, such as a name, is a key or begins like one. Of several words, one may begin like a key. */
    static boolean isKeyInClearText(String text) {
        return text.indexOf(' ') < 0 && mayHoldKeyAsWord(text);
    }

    /** As {@link #mayHoldKeyAsWord(String)}, for the value of a header field; also decodes Basic (RFC 7617). */
    public static boolean fieldMayHoldKey(String value) {
        return mayHoldKeyAsWord(value) || basicMayHoldKey(value.strip());
    }

    private static boolean basicMayHoldKey(String value) {
        if (!value.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] userPass = Base64.getMimeDecoder().decode(value.substring(BASIC.length()));
            return mayHoldKeyAsWord(new String(userPass, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Whether a URL in the text has a password before its host (RFC 3986, section 3.2.1). */
    public static boolean mayHoldPassword(String text) {
        return indexOfUserInfo(text) >= 0;
    }

    /**
     * The text as a message may show it: in apostrophes, on one line, shortened, without a key, and without what follows
     * the scheme of a URL that has a password.
     */
    public static String quoted(String text) {
        int end = Math.min(text.length(), MAX_QUOTED);
        int userInfo = indexOfUserInfo(text);
        if (userInfo >= 0) {
            end = Math.min(end, userInfo);
        }
        int key = indexOfKey(text);
        boolean holdsKey = key >= 0 && key + KEY_PREFIX_LENGTH <= end;
        if (holdsKey) {
            end = key + KEY_PREFIX_LENGTH;
        }
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean hidden = !Character.isSurrogate(c) && !PrintableText.isPrintable(String.valueOf(c));
            quoted.append(hidden ? ' ' : c);
        }
        return quoted.append(end < text.length() || holdsKey ? "…'" : "'").toString();
    }

    /** The index of the user in front of a password; -1 if there is none. A password may hold any character unescaped. */
    private static int indexOfUserInfo(String text) {
        int authority = text.indexOf("://");
        int user = authority < 0 ? -1 : authority + "://".length();
        int password = user < 0 ? -1 : text.indexOf(':', user);
        return password >= 0 && text.indexOf('@', password) >= 0 ? user : -1;
    }

    private static int indexOfKey(String text, boolean asWord) {
        for (int i = text.indexOf('_', 2); i > 0; i = text.indexOf('_', i + 1)) {
            char type = text.charAt(i - 2);
            if (isLetter(text.charAt(i - 1), 'k')
                    && (isLetter(type, 's') || isLetter(type, 'p'))
                    && (!asWord || i == 2 || !Token68.allows(text.charAt(i - 3)))) {
                return i - 2;
            }
        }
        return -1;
    }

    /** Converts twice, as {@link String#equalsIgnoreCase(String)} does: some letters outside ASCII become ASCII letters. */
    private static boolean isLetter(char c, char lowerCase) {
        return Character.toLowerCase(Character.toUpperCase(c)) == lowerCase;
    }
}
