package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A filter of the application behind ours, which lets people with a token in on the routes that are delegated to it. */
class DelegatedRouteTest {

    private static final String UUID = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11";
    private static final String TOKEN = "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x";

    private final MemoryKeyStore store = new MemoryKeyStore();
    private final String secret = newKey(KeyType.SECRET);
    private final String publishable = newKey(KeyType.PUBLISHABLE);
    private JettyFixture jetty;

    private String newKey(KeyType type) {
        String key = new KeyGenerator().newKey(type, "demo");
        put("key_" + type, type, key);
        return key;
    }

    private void put(String id, KeyType type, String key) {
        store.put(new ApiKey(
                id,
                type,
                Project.ofDefault("project_1", new Environment("demo", "Demo Project")),
                "test",
                Objects.requireNonNull(PresentedKey.readAny(key)).digest(),
                null,
                Scopes.all(),
                Restrictions.NONE,
                Instant.EPOCH,
                null,
                null));
    }

    /** Lets in whoever our filter has identified, and whoever has the token. */
    private static final class TokenFilter extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getUserPrincipal() != null || TOKEN.equals(request.getHeader("Authorization"))) {
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "no token");
            }
        }
    }

    private void start(FilterBuilder builder) throws Exception {
        jetty = new JettyFixture()
                .filter(builder.store(store)
                        .header("X-API-Key")
                        .route("/public", Access.PUBLIC)
                        .route("/app/**", Access.DELEGATED)
                        .build())
                .filter(new TokenFilter())
                .servlet("/*", (request, response) -> {
                    String forward = request.getParameter("forward");
                    if (forward != null && request.getAttribute("forwarded") == null) {
                        request.setAttribute("forwarded", true);
                        request.getRequestDispatcher(forward).forward(request, response);
                        return;
                    }
                    response.getWriter()
                            .print("user=" + request.getRemoteUser() + " authorization="
                                    + request.getHeader("Authorization") + " x-api-key="
                                    + request.getHeader("X-API-Key"));
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.close();
    }

    private void assertResponse(String path, int status, String body, String... fields) throws Exception {
        assertThat(jetty.get(path, fields)).startsWith("HTTP/1.1 " + status).contains(body);
    }

    @Test
    void peopleWithATokenAndServersWithAKeyCall() throws Exception {
        start(JettyFixture.builder());

        assertResponse("/app/a", 200, "user=null authorization=" + TOKEN, "Authorization: " + TOKEN);
        assertResponse("/app/a", 200, "user=key_secret authorization=null", "Authorization: Bearer " + secret);
        assertResponse("/app/a", 200, "user=key_secret authorization=null x-api-key=null", "X-API-Key: " + secret);
        assertResponse("/app/a", 401, "no token");
        assertResponse("/app/a", 401, "no token", "Authorization: Bearer other");
        assertResponse("/app/a", 403, "secret_key_required", "Authorization: Bearer " + publishable);
        assertResponse("/app/a", 401, "unknown_key", "Authorization: Bearer sk_other");
        assertResponse("/app/a", 401, "malformed_key", "X-API-Key: other");
        assertResponse("/app/a", 400, "multiple_credentials", "Authorization: " + TOKEN, "X-API-Key: " + secret);
    }

    @Test
    void aForwardIsDecidedByItsTarget() throws Exception {
        start(JettyFixture.builder());

        assertResponse("/app/a?forward=/app/b", 200, "authorization=" + TOKEN, "Authorization: " + TOKEN);
        assertResponse("/app/a?forward=/secret", 401, "malformed_key", "Authorization: " + TOKEN);
        assertResponse("/app/a?forward=/secret", 200, "user=key_secret", "Authorization: Bearer " + secret);
    }

    @Test
    void anAuthorizationFieldThatIsIgnoredReachesTheApplicationBesideAKey() throws Exception {
        start(JettyFixture.builder().ignoreAuthorization(true));

        assertResponse(
                "/secret",
                200,
                "user=key_secret authorization=" + TOKEN + " x-api-key=null",
                "Authorization: " + TOKEN,
                "X-API-Key: " + secret);
        assertResponse("/secret", 401, "ApiKey realm=\"api\", header=\"X-API-Key\"", "Authorization: " + TOKEN);
        assertResponse("/public", 401, "no token", "Authorization: Bearer " + secret, "X-API-Key: " + secret);
    }

    @Test
    void aKeyInAnotherFormatIsHiddenLikeAnyOther() throws Exception {
        put("key_old", KeyType.SECRET, UUID);
        start(JettyFixture.builder().acceptOtherFormats(true));

        assertResponse("/secret", 200, "user=key_old authorization=null", "Authorization: Bearer " + UUID);
        assertResponse("/secret", 200, "user=key_old authorization=null x-api-key=null", "X-API-Key: " + UUID);
        assertResponse("/app/a", 200, "user=key_old authorization=null x-api-key=null", "X-API-Key: " + UUID);
        assertResponse("/secret", 403, "secret_key_in_browser", "X-API-Key: " + UUID, "Origin: https://a.example");
        assertResponse("/public", 200, "x-api-key=null", "Authorization: " + TOKEN, "X-API-Key: " + UUID);
    }
}
