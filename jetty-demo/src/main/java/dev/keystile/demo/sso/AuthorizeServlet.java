package dev.keystile.demo.sso;

import dev.keystile.demo.database.DatabaseOutage;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.demo.sso.AuthorizationCodes.Grant;
import dev.keystile.key.Project;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint (RFC 6749, section 4.1.1). The built-in identity provider signs a sample user in at once,
 * or with {@code prompt=login} shows a page to choose one.
 */
final class AuthorizeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Set<String> INTERACTIVE = Set.of("login", "select_account");

    private final transient Jdbi jdbi;
    private final transient ProjectContent content;
    private final transient AuthorizationCodes codes;
    private final transient Pages pages = new Pages();

    AuthorizeServlet(Jdbi jdbi, ProjectContent content, AuthorizationCodes codes) {
        this.jdbi = jdbi;
        this.content = content;
        this.codes = codes;
    }

    /** The user cannot be redirected, because the client or its redirect URI is not known (RFC 6749, section 4.1.2.1). */
    private static final class UnknownRedirectException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownRedirectException(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        try {
            Parameters query = parse(request.getQueryString());
            Project project = project(query);
            content.prepare(project.id());
            RedirectTarget target = target(query, project);
            respond(request, response, query, project, target);
        } catch (UnknownRedirectException e) {
            pages.write(response, 400, "refused", Map.of("message", String.valueOf(e.getMessage())));
        } catch (JdbiException e) {
            if (!DatabaseOutage.causes(e)) {
                throw e;
            }
            response.setHeader("Retry-After", "1");
            pages.write(response, 503, "unavailable", Map.of());
        }
    }

    private void respond(
            HttpServletRequest request,
            HttpServletResponse response,
            Parameters query,
            Project project,
            RedirectTarget target)
            throws IOException {
        try {
            Grant grant = grant(query, project, target);
            if (isInteractive(query.get("prompt"))) {
                pages.write(response, 200, "sign-in", choices(request, project, target));
            } else {
                redirect(response, target.withCode(codes.issue(grant)));
            }
        } catch (OAuthException e) {
            redirect(response, target.withError(e.error(), e.description()));
        }
    }

    private static Parameters parse(@Nullable String query) throws UnknownRedirectException {
        try {
            return Parameters.parse(query);
        } catch (IllegalArgumentException e) {
            throw new UnknownRedirectException(
                    "The query has a percent sign that is not followed by two hexadecimal digits.");
        }
    }

    private Project project(Parameters query) throws UnknownRedirectException {
        List<String> ids = Stream.of("client_id", "project_id")
                .map(query::get)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (ids.size() != 1 || query.repeats("client_id") || query.repeats("project_id")) {
            throw new UnknownRedirectException("The query must have one client_id, which is the Project ID.");
        }
        return new Projects(jdbi)
                .find(ids.get(0))
                .orElseThrow(() ->
                        new UnknownRedirectException("There is no project with the client_id " + ids.get(0) + "."));
    }

    private RedirectTarget target(Parameters query, Project project) throws UnknownRedirectException {
        String uri = query.get("redirect_uri");
        if (uri == null || query.repeats("redirect_uri")) {
            throw new UnknownRedirectException("The query must have one redirect_uri.");
        }
        if (!new RedirectUris(jdbi, project.id()).allow(uri)) {
            throw new UnknownRedirectException("The redirect_uri " + uri + " is not one of those that "
                    + project.environment().name() + " allows. It must be the same to the letter.");
        }
        return new RedirectTarget(uri, query.raw("state"));
    }

    private Grant grant(Parameters query, Project project, RedirectTarget target) throws OAuthException {
        if (query.repeatsAny()) {
            throw new OAuthException("invalid_request", "A parameter comes more than once.");
        }
        String responseType = query.get("response_type");
        if (!"code".equals(responseType)) {
            throw new OAuthException(
                    responseType == null ? "invalid_request" : "unsupported_response_type",
                    "The response_type must be code.");
        }
        String challenge = CodeChallenge.read(query);
        String hint = query.get("login_hint");
        SampleUser user =
                hint == null ? SampleUser.ALL.get(0) : SampleUser.ofEmail(hint).orElse(SampleUser.ALL.get(0));
        SignIn signIn = new SignInSelector(jdbi, project.id()).select(query, user);
        return new Grant(
                project.id(), target.uri(), challenge, signIn.connection().id(), signIn.organizationId(), user.id());
    }

    private static boolean isInteractive(@Nullable String prompt) {
        return prompt != null && Stream.of(prompt.split(" ", -1)).anyMatch(INTERACTIVE::contains);
    }

    /** The users to choose from: each link is the same request without its prompt and with the user as its hint. */
    private static Map<String, Object> choices(HttpServletRequest request, Project project, RedirectTarget target) {
        String query = Arrays.stream(request.getQueryString().split("&", -1))
                .filter(pair -> !pair.startsWith("prompt=") && !pair.startsWith("login_hint="))
                .collect(Collectors.joining("&"));
        List<Map<String, String>> users = SampleUser.ALL.stream()
                .map(user -> Map.of(
                        "name", user.name(),
                        "email", user.email(),
                        "href", "/sso/authorize?" + query + "&login_hint=" + user.email()))
                .toList();
        return Map.of(
                "project",
                project.environment().name(),
                "users",
                users,
                "cancel",
                target.withError("access_denied", "The user did not sign in."));
    }

    private static void redirect(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", location);
    }
}
