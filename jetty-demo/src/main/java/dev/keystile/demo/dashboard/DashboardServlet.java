package dev.keystile.demo.dashboard;

import dev.keystile.key.Environment;
import dev.keystile.store.KeyStoreException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below {@code /dashboard}: who may see it, and which section answers. */
public final class DashboardServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServlet.class);
    private static final String LOGIN_COMMAND = "java -jar keystile-demo.jar login";
    private static final String FIRST_PAGE = "/dashboard/demo/keys";

    private final transient Views views;
    private final transient Sessions sessions;
    private final transient LoginLinks links;
    private final transient Environments environments;
    private final transient Map<String, Section> sections;

    /** Where the environments come from. */
    @FunctionalInterface
    public interface Environments {
        /** All of them. */
        List<Environment> list() throws KeyStoreException;
    }

    /** @param sections by the first part of their paths below an environment */
    public DashboardServlet(
            Views views,
            Sessions sessions,
            LoginLinks links,
            Environments environments,
            Map<String, Section> sections) {
        this.views = views;
        this.sessions = sessions;
        this.links = links;
        this.environments = environments;
        this.sections = Map.copyOf(sections);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> path = parts(request.getPathInfo());
        boolean posts = request.getMethod().equals("POST");
        if (!posts && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, POST");
            message(response, 405, "This page does not do that", "Only GET and POST are answered here.");
        } else if (path.equals(List.of("login"))) {
            logIn(request, response);
        } else {
            Session session = (isPolled(path) ? sessions.peek(request) : sessions.find(request)).orElse(null);
            if (session == null) {
                askToLogIn(response, posts);
            } else if (posts && !isOwnForm(request, session)) {
                message(response, 403, "That form has expired", "Go back, reload the page and try again.");
            } else if (posts && path.equals(List.of("logout"))) {
                sessions.close(request, response);
                messageWithLogin(response, 200, "You are logged out", "This prints the link for the next login:");
            } else {
                visit(request, response, session, path);
            }
        }
    }

    private boolean isPolled(List<String> path) {
        Section section = section(path);
        return section != null && section.isPolled(path.subList(2, path.size()));
    }

    private @Nullable Section section(List<String> path) {
        return path.size() < 2 ? null : sections.get(path.get(1));
    }

    private static List<String> parts(@Nullable String pathInfo) {
        return pathInfo == null
                ? List.of()
                : Arrays.stream(pathInfo.split("/"))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** What a browser fetches ahead of the user must not use up the link. */
    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String purpose = request.getHeader("Sec-Purpose");
        String token = request.getParameter("token");
        if (purpose != null && purpose.contains("prefetch")) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (token != null && links.use(token)) {
            sessions.open(request, response);
            Visit.redirect(response, FIRST_PAGE);
        } else if (sessions.find(request).isPresent()) {
            Visit.redirect(response, FIRST_PAGE);
        } else {
            messageWithLogin(
                    response,
                    401,
                    "This link is used up",
                    "A login link works once, and for an hour. This prints a new one:");
        }
    }

    private void askToLogIn(HttpServletResponse response, boolean posts) throws IOException {
        if (posts) {
            messageWithLogin(
                    response,
                    401,
                    "Your session has ended",
                    "Nothing was changed. This prints a link to log in again:");
        } else {
            messageWithLogin(
                    response,
                    401,
                    "Log in with your link",
                    "Open the link that the service printed when it started. This prints a new one:");
        }
    }

    /** The form holds the session's token, and comes from our own pages as far as the browser says. */
    private static boolean isOwnForm(HttpServletRequest request, Session session) {
        String token = request.getParameter("csrf");
        String site = request.getHeader("Sec-Fetch-Site");
        return token != null
                && Tokens.areEqual(token, session.csrfToken())
                && (site == null || site.equals("same-origin"));
    }

    private void visit(HttpServletRequest request, HttpServletResponse response, Session session, List<String> path)
            throws IOException {
        if (path.isEmpty()) {
            Visit.redirect(response, FIRST_PAGE);
            return;
        }
        try {
            if (!answer(request, response, session, path)) {
                message(response, 404, "Nothing is here", "The address leads to no page of the dashboard.");
            }
        } catch (KeyStoreException e) {
            LOG.warn("The dashboard cannot reach the database: {}", e.getMessage());
            message(response, 503, "The database does not answer", "Nothing was changed. Try again in a moment.");
        }
    }

    private boolean answer(HttpServletRequest request, HttpServletResponse response, Session session, List<String> path)
            throws IOException, KeyStoreException {
        List<Environment> all = environments.list();
        Optional<Environment> environment =
                all.stream().filter(one -> one.id().equals(path.get(0))).findFirst();
        Section section = section(path);
        if (environment.isEmpty() || section == null) {
            return false;
        }
        Visit visit = new Visit(
                request, response, session, all, environment.get(), path.get(1), path.subList(2, path.size()));
        return request.getMethod().equals("POST") ? section.act(visit) : section.show(visit);
    }

    private void message(HttpServletResponse response, int status, String title, String text) throws IOException {
        views.write(response, status, "message", Map.of("title", title, "text", text));
    }

    private void messageWithLogin(HttpServletResponse response, int status, String title, String text)
            throws IOException {
        views.write(response, status, "message", Map.of("title", title, "text", text, "command", LOGIN_COMMAND));
    }
}
