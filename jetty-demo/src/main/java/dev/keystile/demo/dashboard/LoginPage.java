package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Logs in with a link, and says how to get a link. */
final class LoginPage {

    private static final String COMMAND = "java -jar keystile-demo.jar login";

    private final Views views;
    private final Sessions sessions;
    private final LoginLinks links;

    LoginPage(Views views, Sessions sessions, LoginLinks links) {
        this.views = views;
        this.sessions = sessions;
        this.links = links;
    }

    /** The command that prints a link to the dashboard of an account. */
    static String command(String accountId) {
        return COMMAND + " --account " + accountId;
    }

    /** Logs in with the link of the request, or says how to get a link. HEAD does not consume a link. */
    void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = request.getParameter("token");
        if (request.getMethod().equals("HEAD")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setHeader("Cache-Control", "no-store");
            return;
        }
        Optional<DashboardUser> user = token == null ? Optional.empty() : links.use(token);
        if (user.isPresent()) {
            sessions.open(user.get(), request, response);
            DashboardRequest.redirect(response, DashboardServlet.FIRST_PAGE);
        } else if (sessions.find(request).isPresent()) {
            DashboardRequest.redirect(response, DashboardServlet.FIRST_PAGE);
        } else if (token == null) {
            message(
                    response,
                    HttpServletResponse.SC_OK,
                    "Log in",
                    "Links log in here, and there is no password. The service printed the operator's link when it"
                            + " started. This prints a new one:");
        } else {
            message(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "This link is used up",
                    "A login link works once, and for an hour. This prints a new one:");
        }
    }

    /** Responds to a request without a session. */
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("POST")) {
            message(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "Your session has ended",
                    "Nothing was changed. This prints a link to log in again:");
        } else {
            message(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "Log in with your link",
                    "Open the link that the service printed when it started. This prints a new one:");
        }
    }

    /** Ends the session of the request. */
    void logOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        sessions.close(request, response);
        message(response, HttpServletResponse.SC_OK, "You are logged out", "This prints the link for the next login:");
    }

    private void message(HttpServletResponse response, int status, String title, String text) throws IOException {
        views.write(
                response,
                status,
                "message",
                Map.of("title", title, "text", text, "command", COMMAND, "accountCommand", command("ACCOUNT_ID")));
    }
}
