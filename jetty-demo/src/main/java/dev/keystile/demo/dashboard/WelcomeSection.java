package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The first page of a new account: its keys, which are shown once, and the way back to the dashboard. */
final class WelcomeSection implements Section {

    /** The path of the page. */
    static final String PATH = "/dashboard/demo/welcome";

    private static final int MAX_KEYS = 50;

    private final Views views;
    private final KeyAdmin admin;
    private final URI baseUri;
    private final InstantSource clock;

    /** @param baseUri the URI of the service, for an example */
    WelcomeSection(Views views, KeyAdmin admin, URI baseUri, InstantSource clock) {
        this.views = views;
        this.admin = admin;
        this.baseUri = baseUri;
        this.clock = clock;
    }

    /** The name of an account's page in a session. */
    static String page(String accountId) {
        return accountId + ' ' + PATH;
    }

    @Override
    public boolean show(DashboardRequest request) throws IOException, AdminException {
        if (!request.rest().isEmpty() || !request.path(request.section()).equals(PATH)) {
            return false;
        }
        // Read before anything is taken out of the session, so that a failure loses nothing.
        List<ApiKey> keys = oldestKeys(request.accountId());
        Map<String, String> texts =
                request.isSeen() ? request.session().takeKeys(page(request.accountId()), clock.instant()) : Map.of();
        List<ShownProject> projects = ShownProject.of(keys, texts);
        Map<String, Object> model = request.model();
        model.put("projects", projects);
        model.put("base", baseUri);
        projects.stream()
                .filter(project -> project.environment().id().equals(OwnKeys.ENVIRONMENT))
                .map(ShownProject::secret)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(key -> model.put("demoKey", key));
        model.put("login", LoginPage.command(request.accountId()));
        views.write(request.response(), 200, "welcome", model);
        return true;
    }

    private List<ApiKey> oldestKeys(String accountId) throws AdminException {
        return admin.list(KeyQuery.all().account(accountId).limit(MAX_KEYS)).keys().stream()
                .map(KeyDescription::key)
                .toList();
    }

    @Override
    public boolean act(DashboardRequest request) {
        return false;
    }
}
