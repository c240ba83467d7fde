package dev.keystile.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which a browser names an origin (Fetch Standard, section 3.2, "serializing a request origin").
 */
final class Origins {

    static final String FORM = "an exact origin as browsers send it, in lower case, without a path and without"
            + " the scheme's default port, such as https://app.example.com or http://localhost:3000";

    private static final Pattern SYNTAX = Pattern.compile(
            "([a-z][a-z0-9+.-]*)://(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\\[[0-9a-f:.]+\\])(?::([1-9][0-9]{0,4}))?");

    private Origins() {}

    static boolean isOrigin(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group(2);
        return port == null || (Integer.parseInt(port) <= 65_535 && !port.equals(defaultPort(matcher.group(1))));
    }

    private static String defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> "443";
            case "http" -> "80";
            default -> "";
        };
    }
}
