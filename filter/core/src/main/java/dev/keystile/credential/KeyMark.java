package dev.keystile.credential;

import dev.keystile.key.Token68;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tells header values that carry a key, well formed or not, so that they can be hidden. */
public final class KeyMark {

    private KeyMark() {}

    /** Whether a value holds {@code pk_} or {@code sk_} where a credential may begin, also inside Basic. */
    public static boolean carriesKey(String value) {
        return holdsMark(value) || basicHoldsMark(value);
    }

    private static boolean holdsMark(String text) {
        for (int k = text.indexOf("k_", 1); k > 0; k = text.indexOf("k_", k + 1)) {
            char type = text.charAt(k - 1);
            if ((type == 's' || type == 'p') && (k == 1 || !Token68.allows(text.charAt(k - 2)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean basicHoldsMark(String field) {
        String value = field.strip();
        int space = value.indexOf(' ');
        if (space < 0 || !Scheme.BASIC.matches(value, 0, space)) {
            return false;
        }
        try {
            byte[] userPass = Base64.getMimeDecoder().decode(value.substring(space + 1));
            return holdsMark(new String(userPass, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
