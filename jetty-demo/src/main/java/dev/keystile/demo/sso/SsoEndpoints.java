package dev.keystile.demo.sso;

import dev.keystile.decision.Authenticator;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.project.ProjectContent;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The servlets of single sign-on. Begin here: each method is one path. */
public final class SsoEndpoints {

    private final Jdbi jdbi;
    private final ProjectContent content;
    private final AuthorizationCodes codes;
    private final AccessTokens tokens;
    private final ClientSecretVerifier secrets;

    /**
     * The endpoints for the projects in a database.
     *
     * @param content makes the first content of projects
     * @param authenticator checks the secret keys that clients send as their secrets
     * @throws IOException if the signing key can be neither read nor made
     */
    public SsoEndpoints(DemoDatabase database, ProjectContent content, Authenticator authenticator, InstantSource clock)
            throws IOException {
        jdbi = database.jdbi();
        this.content = content;
        codes = new AuthorizationCodes(jdbi, clock);
        tokens = new AccessTokens(SigningKey.of(database), clock);
        secrets = new ClientSecretVerifier(authenticator);
    }

    /** The authorization endpoint, {@code /sso/authorize}. */
    public HttpServlet authorize() {
        return new AuthorizeServlet(jdbi, content, codes);
    }

    /** The token endpoint, {@code /sso/token}. */
    public HttpServlet token() {
        return ApiServlet.of(Map.of("POST", new TokenEndpoint(jdbi, codes, tokens, secrets)::handle));
    }

    /** The profile endpoint, {@code /sso/profile}. */
    public HttpServlet profile() {
        return ApiServlet.of(Map.of("GET", new ProfileEndpoint(jdbi, tokens)::handle));
    }

    /** The style sheet of the pages, {@code /sso/pages.css}. */
    public HttpServlet style() {
        return new StyleServlet();
    }
}
