package dev.keystile.request;

/** Recognises requests from browsers. */
public final class Browsers {

    private Browsers() {}

    /**
     * Whether the request comes from a browser: it has {@code Origin} (Fetch Standard, section 3.1) or
     * {@code Sec-Fetch-Site} (Fetch Metadata). {@code Sec-Fetch-Mode} alone is no sign: Node's fetch sends it.
     */
    public static boolean isFromBrowser(HeaderFields request) {
        return request.has("Origin") || request.has("Sec-Fetch-Site");
    }
}
