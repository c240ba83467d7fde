package dev.keystile.demo.dashboard;

import dev.keystile.admin.KeyAdmin;
import dev.keystile.demo.activity.ActivityLog;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.demo.sealing.SealedKeys;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** The dashboard: builds its servlets and their parts. */
public final class Dashboard {

    private final LoginLinks links;
    private final Map<String, HttpServlet> servlets;

    /**
     * A dashboard on a database.
     *
     * @param sealed the keys that may be shown again
     * @param activity the log of the requests to the API
     * @param baseUri the URI of the service
     */
    public Dashboard(DemoDatabase database, SealedKeys sealed, ActivityLog activity, URI baseUri, InstantSource clock) {
        links = new LoginLinks(database.keys().dataSource(), clock);
        Views views = new Views();
        Sessions sessions = new Sessions(clock);
        KeyAdmin admin = database.keys().admin();
        servlets = Map.of(
                "/dashboard/*",
                new DashboardServlet(
                        views,
                        sessions,
                        links,
                        admin::projects,
                        Map.of(
                                "keys", new KeysSection(views, admin, sealed, clock),
                                "activity", new ActivitySection(views, activity, admin::find, clock),
                                "sso",
                                        new SsoSection(
                                                views,
                                                database.jdbi(),
                                                new ProjectContent(database.jdbi(), clock),
                                                baseUri)),
                        new Housekeeping(sessions::dropKeys, () -> sealed.forgetEnded(clock.instant()))),
                "/docs/*",
                new DocsServlet(views, sessions, admin::projects, new OwnKeys(admin, sealed), baseUri),
                "/assets/*",
                new AssetServlet());
    }

    /** The login links. */
    public LoginLinks links() {
        return links;
    }

    /** The servlets, by their mappings. */
    public Map<String, HttpServlet> servlets() {
        return servlets;
    }
}
