package dev.keystile.demo.sso;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keystile.demo.api.ApiResponse;
import dev.keystile.demo.connection.ConnectionRepository;
import dev.keystile.demo.sso.AuthorizationCodes.Grant;
import dev.keystile.key.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The token endpoint (RFC 6749, section 4.1.3): exchanges an authorization code for an access token. */
final class TokenEndpoint {

    private record TokenBody(String tokenType, String accessToken, long expiresIn, Profile profile) {}

    private record OAuthErrorBody(@JsonProperty("error") String error, String errorDescription) {}

    private final Jdbi jdbi;
    private final AuthorizationCodes codes;
    private final AccessTokens tokens;
    private final ClientSecretVerifier secrets;

    TokenEndpoint(Jdbi jdbi, AuthorizationCodes codes, AccessTokens tokens, ClientSecretVerifier secrets) {
        this.jdbi = jdbi;
        this.codes = codes;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    ApiResponse handle(HttpServletRequest request) throws IOException {
        try {
            Parameters parameters = TokenRequestReader.read(request);
            Project project = authenticate(parameters, request);
            Profile profile = Profile.of(redeem(parameters, project));
            return ApiResponse.ok(new TokenBody(
                    "Bearer", tokens.issue(project.id(), profile), AccessTokens.LIFETIME.toSeconds(), profile));
        } catch (OAuthException e) {
            return new ApiResponse(400, new OAuthErrorBody(e.error(), e.description()));
        }
    }

    /** The project of the client. A client without a secret must send a verifier, which is checked with the code. */
    private Project authenticate(Parameters parameters, HttpServletRequest request) throws OAuthException {
        String id = parameters.get("client_id");
        String secret = parameters.get("client_secret");
        Optional<Project> project = id == null ? Optional.empty() : new Projects(jdbi).find(id);
        Project found = project.orElseThrow(OAuthException::unknownClient);
        if (secret != null) {
            secrets.verify(secret, found, request);
        } else if (parameters.get("code_verifier") == null) {
            throw new OAuthException("invalid_client", "Send the client_secret or the code_verifier.");
        }
        return found;
    }

    private SignIn redeem(Parameters parameters, Project project) throws OAuthException {
        String type = parameters.get("grant_type");
        if (!"authorization_code".equals(type)) {
            throw new OAuthException(
                    type == null ? "invalid_request" : "unsupported_grant_type",
                    "The grant_type must be authorization_code.");
        }
        String code = parameters.get("code");
        if (code == null) {
            throw new OAuthException("invalid_request", "The code is missing.");
        }
        Grant grant = codes.redeem(code, project.id()).orElseThrow(TokenEndpoint::invalidGrant);
        String redirectUri = parameters.get("redirect_uri");
        if (redirectUri != null && !redirectUri.equals(grant.redirectUri())) {
            throw invalidGrant();
        }
        if (!CodeChallenge.isMet(grant.codeChallenge(), parameters.get("code_verifier"))) {
            throw new OAuthException("invalid_grant", "The code_verifier does not match the code_challenge.");
        }
        return signIn(grant, project);
    }

    private SignIn signIn(Grant grant, Project project) throws OAuthException {
        ConnectionRepository connections = new ConnectionRepository(jdbi, project.id());
        return new SignIn(
                SampleUser.ofId(grant.userId()).orElseThrow(TokenEndpoint::invalidGrant),
                connections.find(grant.connectionId()).orElseThrow(TokenEndpoint::invalidGrant),
                grant.organizationId());
    }

    private static OAuthException invalidGrant() {
        return new OAuthException(
                "invalid_grant", "The code is unknown here, was used before, has expired, or was sent elsewhere.");
    }
}
