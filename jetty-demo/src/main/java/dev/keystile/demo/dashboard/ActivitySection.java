package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.demo.activity.ActivityEntry;
import dev.keystile.demo.activity.ActivityLog;
import dev.keystile.key.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The last requests of an environment: the page, and what has happened since it was fetched. */
final class ActivitySection implements Section {

    private static final List<String> ROWS = List.of("rows");

    private final Views views;
    private final ActivityLog log;
    private final KeyFinder keys;
    private final InstantSource clock;

    /** Finds the keys of requests. */
    @FunctionalInterface
    interface KeyFinder {
        /** The keys with these ids. */
        List<KeyDescription> find(Set<String> ids) throws AdminException;
    }

    /** A section on a log. */
    ActivitySection(Views views, ActivityLog log, KeyFinder keys, InstantSource clock) {
        this.views = views;
        this.log = log;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean isPolled(List<String> rest) {
        return rest.equals(ROWS);
    }

    @Override
    public boolean show(DashboardRequest request) throws IOException, AdminException {
        if (request.rest().isEmpty()) {
            Map<String, Object> model = request.model();
            model.put("base", base(request.request()));
            model.putAll(model(request, recent(request, 0)));
            views.write(request.response(), 200, "activity", model);
            return true;
        }
        if (!isPolled(request.rest())) {
            return false;
        }
        if (request.field("project").equals(request.project().id())) {
            showNews(request);
        } else {
            refuseOtherPage(request.response());
        }
        return true;
    }

    /** Shows the new requests; responds with 204 if the page has them all. */
    private void showNews(DashboardRequest request) throws IOException, AdminException {
        ActivityLog.Recent recent = recent(request, number(request, "after"));
        if (recent.entries().isEmpty() && minute(recent) == number(request, "minute")) {
            request.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
            request.response().setHeader("Cache-Control", "no-store");
        } else {
            views.write(request.response(), 200, "activity-live", model(request, recent));
        }
    }

    /** The page was fetched before this browser opened another account; with this status, the page's script ends. */
    private static void refuseOtherPage(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("Cache-Control", "no-store");
    }

    private ActivityLog.Recent recent(DashboardRequest request, long number) {
        String projectId = request.project().id();
        return request.session().user().isOperator()
                ? log.afterForOperator(number, projectId)
                : log.after(number, projectId);
    }

    @Override
    public boolean act(DashboardRequest request) {
        return false;
    }

    private Map<String, Object> model(DashboardRequest request, ActivityLog.Recent recent) throws AdminException {
        Map<String, Object> model = new HashMap<>();
        model.put(
                "next",
                request.path("activity") + "/rows?after=" + recent.last() + "&minute=" + minute(recent) + "&project="
                        + request.project().id());
        model.put("rows", rows(recent.entries()));
        model.put("hour", HourSummary.of(recent.hour()));
        model.put("chart", ActivityChart.of(recent.hour()));
        model.put("longest", ActivityLog.MAX);
        return model;
    }

    private List<ActivityRow> rows(List<ActivityEntry> entries) throws AdminException {
        if (entries.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Set<String> ids = entries.stream()
                .flatMap(entry -> entry.decision().identity().stream())
                .map(Identity::keyId)
                .collect(Collectors.toSet());
        Map<String, String> shown = keys.find(ids).stream()
                .collect(Collectors.toMap(
                        key -> key.key().id(),
                        key -> DashboardKey.of(key, null, false, now).masked()));
        return entries.stream().map(entry -> ActivityRow.of(entry, shown, now)).toList();
    }

    /** The last minute that the chart shows. */
    private static long minute(ActivityLog.Recent recent) {
        return recent.hour().get(recent.hour().size() - 1).start().getEpochSecond() / 60;
    }

    private static long number(DashboardRequest request, String field) {
        String text = request.field(field);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Where the reader reached the service, and so will the command that the page shows. */
    private static String base(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
