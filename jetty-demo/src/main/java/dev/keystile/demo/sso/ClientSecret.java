package dev.keystile.demo.sso;

import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiResponse;
import dev.keystile.key.Environment;
import dev.keystile.key.IpAddress;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.verdict.Authenticator;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.http.HttpServletRequest;

/** The secret of a client, which is a secret key of its project's environment. */
final class ClientSecret {

    private static final String INVALID = "invalid_client";

    private final Authenticator authenticator;

    ClientSecret(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Makes sure that a secret is good.
     *
     * @throws OAuthException if it is not
     * @throws ApiException 503 if that cannot be found out
     */
    void check(String secret, Environment project, HttpServletRequest request) throws OAuthException {
        PresentedKey key = PresentedKey.read(secret);
        if (key == null || key.isMistyped()) {
            throw new OAuthException(INVALID, DenyReason.MALFORMED_KEY.detail());
        }
        Verdict verdict = authenticator.identify(key);
        if (verdict instanceof Verdict.Granted granted) {
            check(granted, project, request);
        } else if (verdict instanceof Verdict.Denied denied) {
            throw refused(denied.reason());
        } else {
            throw new IllegalStateException("identify says yes or no, not " + verdict);
        }
    }

    private static void check(Verdict.Granted granted, Environment project, HttpServletRequest request)
            throws OAuthException {
        if (!granted.identity().environment().id().equals(project.id())) {
            throw new OAuthException(INVALID, "This client_secret is a key of another project than the client_id.");
        }
        if (granted.identity().type() != KeyType.SECRET) {
            throw new OAuthException(INVALID, "The client_secret must be a secret key, not a publishable one.");
        }
        if (request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null) {
            throw new OAuthException(INVALID, DenyReason.SECRET_KEY_IN_BROWSER.detail());
        }
        if (!granted.restrictions().allowAddress(IpAddress.parse(request.getRemoteAddr()))) {
            throw new OAuthException(INVALID, DenyReason.IP_NOT_ALLOWED.detail());
        }
    }

    private static OAuthException refused(DenyReason reason) {
        if (reason == DenyReason.STORE_UNAVAILABLE) {
            throw new ApiException(ApiResponse.problem(reason.status(), reason.code(), reason.detail())
                    .with("Retry-After", "1"));
        }
        return new OAuthException(INVALID, reason.detail());
    }
}
