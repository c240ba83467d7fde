package dev.keystile.demo.sso;

import dev.keystile.decision.Authenticator;
import dev.keystile.decision.KeyCheck;
import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiResponse;
import dev.keystile.key.IpAddress;
import dev.keystile.key.KeyFormat;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import jakarta.servlet.http.HttpServletRequest;

/** Verifies the secret of an OAuth client, which is a secret key of its project. */
final class ClientSecretVerifier {

    private static final String INVALID = OAuthException.INVALID_CLIENT;

    private final Authenticator authenticator;

    ClientSecretVerifier(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Verifies a secret.
     *
     * @param project the project that the client names
     * @throws OAuthException if the secret is not valid for the project and this request
     * @throws ApiException with status 503 if the store cannot be reached
     */
    void verify(String secret, Project project, HttpServletRequest request) throws OAuthException {
        PresentedKey key = PresentedKey.read(secret);
        if (key == null || KeyFormat.isMistyped(secret)) {
            throw new OAuthException(INVALID, DenyReason.MALFORMED_KEY.detail());
        }
        KeyCheck check = authenticator.check(key);
        if (check instanceof KeyCheck.Good good) {
            check(good.key(), project, request);
        } else if (check instanceof KeyCheck.Refused refused) {
            throw refused(refused.refusal());
        }
    }

    private static void check(KnownKey key, Project project, HttpServletRequest request) throws OAuthException {
        if (!key.identity().projectId().equals(project.id())) {
            throw OAuthException.unknownClient();
        }
        if (key.identity().type() != KeyType.SECRET) {
            throw new OAuthException(INVALID, "The client_secret must be a secret key, not a publishable one.");
        }
        if (request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null) {
            throw new OAuthException(INVALID, DenyReason.SECRET_KEY_IN_BROWSER.detail());
        }
        if (!key.restrictions().allowAddress(IpAddress.parse(request.getRemoteAddr()))) {
            throw new OAuthException(INVALID, DenyReason.IP_NOT_ALLOWED.detail());
        }
    }

    private static OAuthException refused(Refusal reason) {
        if (reason == DenyReason.STORE_UNAVAILABLE) {
            throw new ApiException(ApiResponse.problem(reason.status(), reason.code(), reason.detail())
                    .with("Retry-After", "1"));
        }
        return new OAuthException(INVALID, reason.detail());
    }
}
