package dev.keystile.demo.dashboard;

import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.key.Environment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request by somebody who is logged in.
 *
 * @param environments all of them
 * @param environment the one that the page is about
 * @param section the first part of the path below the environment, such as {@code keys}
 * @param rest the parts behind it
 */
record Visit(
        HttpServletRequest request,
        HttpServletResponse response,
        Session session,
        List<Environment> environments,
        Environment environment,
        String section,
        List<String> rest) {

    /** What every page shows. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("environments", environments);
        model.put("environment", environment);
        model.put("section", section);
        model.put("csrf", session.csrfToken());
        Notice notice = isSeen() ? session.takeNotice(path(section)) : null;
        if (notice != null) {
            model.put("notice", notice);
        }
        return model;
    }

    /** Whether somebody will see what is answered, so that what is shown once may be shown. */
    boolean isSeen() {
        return request.getMethod().equals("GET");
    }

    /** A field of a form, without white space around it. */
    String field(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** Where a page of the environment is. */
    String path(String section) {
        return "/dashboard/" + environment.id() + "/" + section;
    }

    /** Says something on the section's first page, once, and leads there. */
    void back(Notice notice) throws IOException {
        session.say(path(section), notice);
        redirect(response, path(section));
    }

    /** 303: what was posted is done, and the page to look at is elsewhere (RFC 9110, section 15.4.4). */
    static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        response.setHeader("Cache-Control", "no-store");
    }
}
