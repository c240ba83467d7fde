package dev.keystile.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The built-in reasons to refuse a request, with the status and the texts of the response. */
public enum DenyReason implements Refusal {
    /** The request has no credential, and the route requires a key. */
    MISSING_KEY(401, "API key missing", "Send your API key as \"Authorization: Bearer <key>\"."),
    /** The Authorization field has a scheme that is not accepted. */
    UNSUPPORTED_SCHEME(
            401,
            "Authorization scheme not supported",
            "Send your API key with the Bearer scheme: \"Authorization: Bearer <key>\"."),
    /** The credential does not have the format of a key. */
    MALFORMED_KEY(
            401,
            "API key malformed",
            "invalid_token",
            "This is not a whole API key: copy it again, from pk_ or sk_ to its last character."),
    /** The key has the format of a key, and the store does not know it. */
    UNKNOWN_KEY(
            401,
            "API key unknown",
            "invalid_token",
            "No such API key exists: check that it was copied whole and belongs to this service."),
    /** The key is an example key of the documentation. */
    EXAMPLE_KEY(
            401,
            "Example API key",
            "invalid_token",
            "This is the example key of the documentation: replace it with your own."),
    /** The key has expired. */
    EXPIRED_KEY(
            401, "API key expired", "invalid_token", "This API key has expired: use its successor or issue a new one."),
    /** The key was revoked. */
    REVOKED_KEY(401, "API key revoked", "invalid_token", "This API key was revoked: issue a new one."),
    /** The assertion of a gateway is forged, expired, malformed, or meant for another service. */
    INVALID_ASSERTION(
            401,
            "Assertion not accepted",
            "invalid_token",
            "The assertion is not by our gateway, not for this service, or has expired: call through the gateway."),
    /** The request has more than one credential. */
    MULTIPLE_CREDENTIALS(
            400, "More than one credential", "invalid_request", "Send exactly one API key, in one header field."),
    /** The path is ambiguous: servers interpret it differently. */
    AMBIGUOUS_PATH(
            400,
            "Ambiguous path",
            "Send the path in its plain form, without dot segments, empty segments, semicolons, backslashes or"
                    + " their escapes."),
    /** The key is publishable, and the route requires a secret key. */
    SECRET_KEY_REQUIRED(
            403,
            "Secret key required",
            "insufficient_scope",
            "A publishable key only identifies your account: call this route from your server with a secret key."),
    /** A browser sent a secret key. */
    SECRET_KEY_IN_BROWSER(
            403,
            "Secret key in a browser",
            "This secret key came with an Origin or Sec-Fetch-Site header: either it has leaked into client code and"
                    + " should be rolled, or your backend passes a browser's headers on and should drop them. The"
                    + " operator of this API can allow it with browser-secret-keys: allow."),
    /** The key is restricted to other origins. */
    ORIGIN_NOT_ALLOWED(
            403, "Origin not allowed", "This API key may not be used from this origin: add the origin to the key."),
    /** The key is restricted to other networks. */
    IP_NOT_ALLOWED(
            403, "Network not allowed", "This API key may not be used from this address: add the network to the key."),
    /** A CORS preflight for a route that code in a browser may not call. */
    PREFLIGHT_REFUSED(
            403,
            "Not for browsers",
            "This route needs a secret key, so browser code cannot call it: call it from your server."),
    /** A good key whose account is suspended. */
    ACCOUNT_SUSPENDED(
            403,
            "Account suspended",
            "This API key is good, but its account is suspended: ask the provider of this service to resume it."),
    /** The secret key lacks a scope of the route. */
    INSUFFICIENT_SCOPE(
            403,
            "Scope missing",
            "insufficient_scope",
            "This API key lacks a scope that the route needs: use a key that has it."),
    /** The route is closed to all requests. */
    ROUTE_CLOSED(403, "Route closed", "This route is closed: no API key opens it."),
    /** The method is TRACE, whose response would contain the credential. */
    METHOD_NOT_ALLOWED(405, "Method not allowed", "TRACE would echo your API key: use another method."),
    /** The store fails, and the key is not cached. */
    STORE_UNAVAILABLE(
            503,
            "API keys cannot be checked",
            "API keys cannot be checked at the moment, yours may be good: keep it and try again shortly.");

    private final int status;
    private final String title;
    private final @Nullable String error;
    private final String detail;
    private final String code = name().toLowerCase(Locale.ROOT);

    DenyReason(int status, String title, String detail) {
        this(status, title, null, detail);
    }

    DenyReason(int status, String title, @Nullable String error, String detail) {
        this.status = status;
        this.title = title;
        this.error = error;
        this.detail = detail;
    }

    /** Whether one of the built-in reasons has this code. */
    static boolean isCode(String code) {
        for (DenyReason reason : values()) {
            if (reason.code.equals(code)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public @Nullable String error() {
        return error;
    }

    /** The code. */
    @Override
    public String toString() {
        return code;
    }
}
