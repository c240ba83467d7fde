package dev.keystile.config;

import dev.keystile.credential.HttpToken;
import java.util.Locale;
import java.util.Set;

/** Which fields may hold a key, and what a realm may be. */
final class CredentialRules {

    static final String HEADER_FORM =
            "the name of a header of its own, such as X-API-Key; it must not be one that HTTP or Keystile uses";
    static final String REALM_FORM = "printable ASCII without quotes and backslashes";

    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "host",
            "origin",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "forwarded",
            "x-forwarded-for",
            "x-request-id");

    private CredentialRules() {}

    /** Whether the text is a token that means nothing else. */
    static boolean isHeader(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return HttpToken.isToken(text)
                && !TAKEN.contains(name)
                && !name.startsWith("x-keystile-")
                && !name.startsWith("sec-");
    }

    static boolean isRealm(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\');
    }
}
