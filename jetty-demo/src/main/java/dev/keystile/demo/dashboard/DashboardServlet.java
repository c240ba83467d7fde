package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.demo.database.DatabaseOutage;
import dev.keystile.key.AccountState;
import dev.keystile.key.Project;
import dev.keystile.reply.RequestIds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles all paths below {@code /dashboard}: checks the session and passes the request to a section. */
final class DashboardServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServlet.class);
    /** The first page after a login. */
    static final String FIRST_PAGE = "/dashboard/demo/keys";

    /** Where browsers say that they fetch a page ahead: today's field, that of WebKit and older Chromium, and Firefox's. */
    private static final List<String> PURPOSE = List.of("Sec-Purpose", "Purpose", "X-Moz");

    private static final List<String> LOGOUT = List.of("logout");
    // White space apart, control characters and halves of surrogate pairs: PostgreSQL keeps no NUL.
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\t\r\n]]");

    private final transient Views views;
    private final transient Sessions sessions;
    private final transient LoginPage login;
    private final transient SignUpPage signUp;
    private final transient AccountsPage accounts;
    private final transient AccountProjects projects;
    private final transient Map<String, Section> sections;
    private final transient Housekeeping housekeeping;

    /**
     * @param signUp what visitors see
     * @param accounts what the operator alone sees
     * @param sections by the first part of their paths below an environment
     * @param housekeeping what is to be done while the servlet is in service
     */
    DashboardServlet(
            Views views,
            Sessions sessions,
            LoginPage login,
            SignUpPage signUp,
            AccountsPage accounts,
            AccountProjects projects,
            Map<String, Section> sections,
            Housekeeping housekeeping) {
        this.views = views;
        this.sessions = sessions;
        this.login = login;
        this.signUp = signUp;
        this.accounts = accounts;
        this.projects = projects;
        this.sections = Map.copyOf(sections);
        this.housekeeping = housekeeping;
    }

    @Override
    public void init() {
        housekeeping.start();
    }

    @Override
    public void destroy() {
        housekeeping.stop();
    }

    /** Logs the error of a database and does not show it, since it may contain statements and data of other users. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = response.getHeader(RequestIds.HEADER);
        try {
            respond(request, response);
        } catch (AdminException e) {
            LOG.warn("The dashboard cannot reach the database, request {}: {}", id, e.getMessage());
            message(response, 503, "The database does not respond", "Nothing was changed. Try again in a moment.");
        } catch (JdbiException e) {
            LOG.error("A statement of the dashboard failed, request {}", id, e);
            boolean outage = DatabaseOutage.causes(e);
            message(
                    response,
                    outage ? 503 : 500,
                    outage ? "The database does not respond" : "Something went wrong here",
                    "Look whether anything was changed, and try again. The log says more, with the request ID " + id
                            + ".");
        }
    }

    private void respond(HttpServletRequest request, HttpServletResponse response) throws IOException, AdminException {
        List<String> path = parts(request.getPathInfo());
        boolean posts = request.getMethod().equals("POST");
        if (!posts && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, POST");
            message(response, 405, "This page does not do that", "Only GET and POST are possible here.");
        } else if (isFetchedAhead(request)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (hasUnreadableField(request)) {
            message(
                    response,
                    400,
                    "A field cannot be read",
                    "It has a character that no text has, such as NUL, or a broken escape, such as %zz.");
        } else if (path.equals(List.of("login"))) {
            login.respond(request, response);
        } else if (path.equals(List.of("sign-up"))) {
            signUp.respond(request, response);
        } else {
            respond(request, response, path);
        }
    }

    private void respond(HttpServletRequest request, HttpServletResponse response, List<String> path)
            throws IOException, AdminException {
        boolean posts = request.getMethod().equals("POST");
        Session session = (isPolled(path) ? sessions.peek(request) : sessions.find(request)).orElse(null);
        if (session == null) {
            login.ask(request, response);
        } else if (posts && !isOwnForm(request, session, path)) {
            message(response, 403, "That form has expired", "Go back, reload the page and try again.");
        } else if (posts && path.equals(LOGOUT)) {
            login.logOut(request, response);
        } else if (!accounts.respond(request, response, session, path)) {
            dispatch(request, response, session, path);
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

    private static boolean hasUnreadableField(HttpServletRequest request) {
        try {
            return request.getParameterMap().values().stream()
                    .flatMap(Stream::of)
                    .anyMatch(UNREADABLE.asPredicate());
        } catch (RuntimeException e) {
            // A query or form that cannot be decoded; the server itself refuses one that is too long, for example.
            if (e instanceof HttpException http && http.getCode() == HttpServletResponse.SC_BAD_REQUEST) {
                return true;
            }
            throw e;
        }
    }

    /** Whether a browser fetches the page ahead of the user. Such a request must not consume what is shown only once. */
    private static boolean isFetchedAhead(HttpServletRequest request) {
        return PURPOSE.stream()
                .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                .anyMatch(purpose -> purpose.toLowerCase(Locale.ROOT).contains("prefetch"));
    }

    /** The form holds the token of what it changes, and comes from our own pages as far as the browser says. */
    private static boolean isOwnForm(HttpServletRequest request, Session session, List<String> path) {
        String token = request.getParameter("csrf");
        String site = request.getHeader("Sec-Fetch-Site");
        return token != null && isToken(token, session, path) && (site == null || site.equals("same-origin"));
    }

    /** The forms of the operator's list belong to no account, and every page has a form to log out. */
    private static boolean isToken(String token, Session session, List<String> path) {
        boolean ofNone = SecretTokens.areEqual(token, session.csrfToken(null));
        boolean ofOpen = SecretTokens.areEqual(token, session.csrfToken(session.accountId()));
        return AccountsPage.isFor(session, path) ? ofNone : ofOpen || (ofNone && path.equals(LOGOUT));
    }

    private void dispatch(HttpServletRequest request, HttpServletResponse response, Session session, List<String> path)
            throws IOException, AdminException {
        if (path.isEmpty()) {
            DashboardRequest.redirect(response, FIRST_PAGE);
            return;
        }
        List<Project> all;
        try {
            all = projects.of(session);
        } catch (InvalidException e) {
            DashboardRequest.redirect(response, AccountsPage.PATH);
            return;
        }
        if (!show(request, response, session, all, path)) {
            message(response, 404, "Nothing is here", "The address leads to no page of the dashboard.");
        }
    }

    private boolean show(
            HttpServletRequest request,
            HttpServletResponse response,
            Session session,
            List<Project> all,
            List<String> path)
            throws IOException, AdminException {
        Optional<Project> project = all.stream()
                .filter(one -> one.environment().id().equals(path.get(0)))
                .findFirst();
        Section section = section(path);
        if (project.isEmpty() || section == null) {
            return false;
        }
        DashboardRequest dashboardRequest = new DashboardRequest(
                request,
                response,
                session,
                all.stream().map(Project::environment).toList(),
                project.get(),
                path.get(1),
                path.subList(2, path.size()));
        return request.getMethod().equals("POST") ? act(section, dashboardRequest) : section.show(dashboardRequest);
    }

    private static boolean act(Section section, DashboardRequest request) throws IOException, AdminException {
        AccountState state = request.project().account().state();
        if (state == AccountState.ACTIVE || section.revokes(request.rest())) {
            return section.act(request);
        }
        request.back(Notice.failed("Nothing was changed: this account is " + state + "."));
        return true;
    }

    private void message(HttpServletResponse response, int status, String title, String text) throws IOException {
        views.write(response, status, "message", Map.of("title", title, "text", text));
    }
}
