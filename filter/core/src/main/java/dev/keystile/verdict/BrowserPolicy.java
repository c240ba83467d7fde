package dev.keystile.verdict;

import dev.keystile.credential.HeaderFields;

/**
 * How requests from browsers are treated.
 *
 * @param allowsSecretKeys whether a secret key may come from one
 * @param answersPreflights whether CORS preflights are answered in the application's place
 */
public record BrowserPolicy(boolean allowsSecretKeys, boolean answersPreflights) {

    /** Secret keys are refused, preflights are requests like any other. */
    public static final BrowserPolicy DEFAULT = new BrowserPolicy(false, false);

    /**
     * Whether the request comes from a browser: it has {@code Origin} or {@code Sec-Fetch-Site}.
     * {@code Sec-Fetch-Mode} alone is no sign: Node's fetch sends it.
     */
    public static boolean isFromBrowser(HeaderFields request) {
        return request.has("Origin") || request.has("Sec-Fetch-Site");
    }

    boolean rejectsSecretKey(HeaderFields request) {
        return !allowsSecretKeys && isFromBrowser(request);
    }
}
