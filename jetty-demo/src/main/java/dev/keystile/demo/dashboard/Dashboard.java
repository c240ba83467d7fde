package dev.keystile.demo.dashboard;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.demo.activity.ActivityLog;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.api.PublicEndpoints;
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
     * @param signUp who may create an account
     */
    public Dashboard(
            DemoDatabase database,
            SealedKeys sealed,
            ActivityLog activity,
            URI baseUri,
            SignUpPolicy signUp,
            InstantSource clock) {
        links = new LoginLinks(database.keys().dataSource(), clock);
        Views views = new Views();
        Sessions sessions = new Sessions(clock);
        KeyAdmin admin = database.keys().admin();
        AccountAdmin accounts = database.keys().accounts();
        NewAccounts newAccounts = new NewAccounts(sealed, clock);
        servlets = Map.of(
                "",
                new LandingServlet(
                        views, sessions, signUp, baseUri, ApiServlet.of(Map.of("GET", PublicEndpoints::welcome))),
                "/dashboard/*",
                new DashboardServlet(
                        views,
                        sessions,
                        new LoginPage(views, sessions, links),
                        new SignUpPage(
                                views, signUp, new SignUpAccounts(database.jdbi(), accounts), newAccounts, sessions),
                        new AccountsPage(views, accounts, newAccounts, clock),
                        admin::projects,
                        Map.of(
                                "keys", new KeysSection(views, admin, sealed, clock),
                                "activity", new ActivitySection(views, activity, admin::find, clock),
                                "sso",
                                        new SsoSection(
                                                views,
                                                database.jdbi(),
                                                new ProjectContent(database.jdbi(), clock),
                                                baseUri),
                                "welcome", new WelcomeSection(views, admin, baseUri, clock)),
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
