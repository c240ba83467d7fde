package dev.keystile.key;

/**
 * An origin, in the form in which a browser names it (Fetch Standard, section 3.2, "serializing a request origin").
 *
 * @param text such as {@code https://app.example.com}
 */
public record Origin(String text) {

    /** What an origin must be, for messages. */
    public static final String FORM = "an exact origin as browsers send it, in lower case, without a path and without"
            + " the scheme's default port, such as https://app.example.com or http://localhost:3000";

    private static final String AFTER_SCHEME = "://";
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException if the text has another form */
    public Origin {
        if (!isOrigin(text)) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " must be " + FORM);
        }
    }

    /** Whether the text is an origin exactly as a browser sends it. */
    public static boolean isOrigin(String text) {
        int schemeEnd = text.indexOf(AFTER_SCHEME);
        if (schemeEnd < 1 || !isLetter(text.charAt(0))) {
            return false;
        }
        String scheme = text.substring(0, schemeEnd);
        String authority = text.substring(schemeEnd + AFTER_SCHEME.length());
        int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : firstColon(authority);
        String port = authority.substring(hostEnd);
        return scheme.chars().allMatch(c -> isLetterOrDigit(c) || "+.-".indexOf(c) >= 0)
                && isHost(authority.substring(0, hostEnd))
                && (port.isEmpty() || isPort(port, scheme));
    }

    private static int firstColon(String authority) {
        int colon = authority.indexOf(':');
        return colon < 0 ? authority.length() : colon;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            return address.indexOf(':') >= 0 && IpAddress.parse(address) != null && !hasUpperCase(address);
        }
        return !host.isEmpty()
                && isName(host.charAt(0))
                && isName(host.charAt(host.length() - 1))
                && host.chars().allMatch(c -> isName(c) || c == '.' || c == '-');
    }

    private static boolean isPort(String text, String scheme) {
        boolean plain = text.length() > 1
                && text.length() <= 6
                && text.charAt(1) != '0'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        if (!plain) {
            return false;
        }
        int port = Integer.parseInt(text.substring(1));
        return port <= LAST_PORT && port != defaultPort(scheme);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> 0;
        };
    }

    private static boolean hasUpperCase(String text) {
        return text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static boolean isName(int c) {
        return isLetterOrDigit(c) || c == '_';
    }

    private static boolean isLetterOrDigit(int c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
