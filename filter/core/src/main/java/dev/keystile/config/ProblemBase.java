package dev.keystile.config;

import java.net.URI;
import java.net.URISyntaxException;

/** The beginning of a problem's type, to which its code is appended (RFC 9457, section 3.1.1). */
final class ProblemBase {

    static final String FORM = "an absolute URI that the code can be appended to, such as"
            + " https://docs.example.com/errors/ or urn:example:problem:";

    private ProblemBase() {}

    static boolean isBase(String text) {
        try {
            // With a code behind it, so that "urn:problem:" and "https://example.com/#" are complete.
            boolean absolute = new URI(text + "code").isAbsolute();
            return absolute && !Character.isLetterOrDigit(text.charAt(text.length() - 1));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
