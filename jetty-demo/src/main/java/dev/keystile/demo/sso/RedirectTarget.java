package dev.keystile.demo.sso;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The redirect back to an application (RFC 6749, section 4.1.2).
 *
 * @param uri a redirect URI that the project of the application allows
 * @param rawState the state as the application sent it, percent signs included; null if it sent none
 */
record RedirectTarget(String uri, @Nullable String rawState) {

    private static final String UNESCAPED = "-._~!$'()*+,;:@/?%=";

    /** The location with an authorization code. */
    String withCode(String code) {
        return with("code=" + code);
    }

    /** The location with an error. */
    String withError(String error, String description) {
        return with("error=" + error + "&error_description=" + URLEncoder.encode(description, StandardCharsets.UTF_8));
    }

    private String with(String parameters) {
        String location = uri + (uri.indexOf('?') < 0 ? '?' : '&') + parameters;
        return rawState == null ? location : location + "&state=" + escaped(rawState);
    }

    /** The text with every character percent-encoded that a URL must not have; its escapes stay as they are. */
    private static String escaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%" + hex(c >> 4) + hex(c));
        }
        return text.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 15, 16));
    }
}
