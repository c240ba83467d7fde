package dev.keystile.demo.sso;

import dev.keystile.demo.api.ApiResponse;
import dev.keystile.demo.connection.ConnectionRepository;
import dev.keystile.demo.sso.AccessTokens.TokenClaims;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** The profile endpoint: returns the profile of the user for whom a bearer token (RFC 6750) was issued. */
final class ProfileEndpoint {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([0-9A-Za-z._~+/=-]+)");

    private final Jdbi jdbi;
    private final AccessTokens tokens;

    ProfileEndpoint(Jdbi jdbi, AccessTokens tokens) {
        this.jdbi = jdbi;
        this.tokens = tokens;
    }

    ApiResponse handle(HttpServletRequest request) {
        List<String> credentials = Collections.list(request.getHeaders("Authorization"));
        if (credentials.isEmpty()) {
            return refused("missing_token", "Send the access token as 'Authorization: Bearer <token>'.", "Bearer");
        }
        Matcher bearer = BEARER.matcher(credentials.get(0));
        return Optional.of(bearer)
                .filter(matcher -> credentials.size() == 1 && matcher.matches())
                .flatMap(matcher -> tokens.verify(matcher.group(1)))
                .flatMap(this::signIn)
                .map(signIn -> ApiResponse.ok(Profile.of(signIn)))
                .orElseGet(() -> refused(
                        "invalid_token",
                        "This is not an access token that is in force: get one from /sso/token.",
                        "Bearer error=\"invalid_token\""));
    }

    private Optional<SignIn> signIn(TokenClaims claims) {
        return new Projects(jdbi)
                .find(claims.projectId())
                .flatMap(project -> new ConnectionRepository(jdbi, project.id()).find(claims.connectionId()))
                .flatMap(connection -> SampleUser.ofId(claims.userId())
                        .map(user -> new SignIn(user, connection, claims.organizationId())));
    }

    private static ApiResponse refused(String code, String message, String challenge) {
        return ApiResponse.problem(401, code, message).with("WWW-Authenticate", challenge);
    }
}
