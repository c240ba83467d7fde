package dev.keystile.demo.dashboard;

import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.key.AccountState;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for a page of an environment, by a user who is logged in.
 *
 * @param request the request
 * @param response its response
 * @param session the user's session
 * @param environments all environments, for the menu
 * @param project the project that the page shows: the session's account in the environment of the path
 * @param section the segment of the path behind the environment, such as {@code keys}
 * @param rest the segments behind the section
 */
record DashboardRequest(
        HttpServletRequest request,
        HttpServletResponse response,
        Session session,
        List<Environment> environments,
        Project project,
        String section,
        List<String> rest) {

    /** The id of the account that the page shows. */
    String accountId() {
        return project.account().id();
    }

    /** The environment in the path. */
    Environment environment() {
        return project.environment();
    }

    /** A new template model with the variables that every page needs. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("environments", environments);
        model.put("environment", environment());
        model.put("projectId", project.id());
        model.put("section", section);
        model.put("account", project.account().account());
        model.put("accountState", project.account().state().label());
        model.put("active", project.account().state() == AccountState.ACTIVE);
        model.put("operator", session.user().isOperator());
        model.put("csrf", session.csrfToken(accountId()));
        Notice notice = isSeen() ? session.takeNotice(page(section)) : null;
        if (notice != null) {
            model.put("notice", notice);
        }
        return model;
    }

    /** Whether a page will be shown, so that a notice or key that is shown only once may be taken from the session. */
    boolean isSeen() {
        return request.getMethod().equals("GET");
    }

    /** The value of a form field, without white space around it; empty if the field is absent. */
    String field(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** The path of a section of this environment. */
    String path(String section) {
        return "/dashboard/" + environment().id() + "/" + section;
    }

    /** The name of a section's page in the session, which may show several accounts one after the other. */
    String page(String section) {
        return accountId() + ' ' + path(section);
    }

    /** Redirects to the first page of the section, which shows the notice once. */
    void back(Notice notice) throws IOException {
        session.say(page(section), notice);
        redirect(response, path(section));
    }

    /** Redirects a browser after a POST, with status 303 (RFC 9110, section 15.4.4). */
    static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        response.setHeader("Cache-Control", "no-store");
    }
}
