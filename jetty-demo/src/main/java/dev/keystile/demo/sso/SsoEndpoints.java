package dev.keystile.demo.sso;

import dev.keystile.decision.Authenticator;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.database.DemoDatabase;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Single sign-on over HTTP. */
public final class SsoEndpoints {

    private final Jdbi jdbi;
    private final AuthorizationCodes codes;
    private final AccessTokens tokens;
    private final ClientSecret secrets;

    /**
     * Single sign-on to the projects in a database.
     *
     * @param authenticator what checks secret keys
     * @throws IOException if the signing key can be neither read nor made
     */
    public SsoEndpoints(DemoDatabase database, Authenticator authenticator, InstantSource clock) throws IOException {
        jdbi = database.jdbi();
        codes = new AuthorizationCodes(jdbi, clock);
        tokens = new AccessTokens(SigningKey.of(database), clock);
        secrets = new ClientSecret(authenticator);
    }

    /** What answers at {@code /sso/authorize}. */
    public HttpServlet authorize() {
        return new AuthorizeServlet(jdbi, codes);
    }

    /** What answers at {@code /sso/token}. */
    public HttpServlet token() {
        return ApiServlet.of(Map.of("POST", new TokenEndpoint(jdbi, codes, tokens, secrets)::answer));
    }

    /** What answers at {@code /sso/profile}. */
    public HttpServlet profile() {
        return ApiServlet.of(Map.of("GET", new ProfileEndpoint(jdbi, tokens)::answer));
    }

    /** What answers at {@code /sso/pages.css}. */
    public HttpServlet style() {
        return new StyleServlet();
    }
}
