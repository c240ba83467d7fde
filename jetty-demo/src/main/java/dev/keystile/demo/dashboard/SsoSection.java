package dev.keystile.demo.dashboard;

import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.demo.sso.RedirectUris;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Single sign-on to an environment's project: its identifier, where it sends users back to, and a way to try it. */
final class SsoSection implements Section {

    private static final List<String> PROVIDERS = List.of("GoogleOAuth", "MicrosoftOAuth", "GitHubOAuth", "AppleOAuth");
    private static final String CALLBACK = "callback";

    private final Views views;
    private final Jdbi jdbi;
    private final ProjectContent content;
    private final SignInTrial trial;
    private final URI baseUri;

    /**
     * @param content makes the first content of projects
     * @param baseUri where the service is reached
     */
    SsoSection(Views views, Jdbi jdbi, ProjectContent content, URI baseUri) {
        this.views = views;
        this.jdbi = jdbi;
        this.content = content;
        this.baseUri = baseUri;
        this.trial = new SignInTrial(baseUri);
    }

    @Override
    public boolean show(DashboardRequest request) throws IOException {
        if (request.rest().isEmpty()) {
            page(request, null);
            return true;
        }
        if (request.rest().equals(List.of(CALLBACK))) {
            page(request, request.isSeen() ? trial.finish(request) : null);
            return true;
        }
        return false;
    }

    private void page(DashboardRequest request, SignInTrial.@Nullable TrialResult outcome) throws IOException {
        Map<String, Object> model = request.model();
        List<String> uris = redirectUris(request).list();
        String provider = PROVIDERS.contains(request.field("provider")) ? request.field("provider") : PROVIDERS.get(0);
        String redirectUri = uris.contains(request.field("redirect_uri"))
                ? request.field("redirect_uri")
                : uris.stream().findFirst().orElse("");
        model.put("uris", uris);
        model.put("providers", PROVIDERS);
        model.put("provider", provider);
        model.put("redirectUri", redirectUri);
        model.put("state", request.field("state"));
        model.put("asks", request.field("prompt").equals("login"));
        model.put(
                "authorizationUrl",
                new AuthorizationUrl(baseUri, request.project().id(), provider, redirectUri)
                        .with("state", request.field("state"))
                        .with("prompt", request.field("prompt"))
                        .toString());
        if (outcome != null) {
            model.put("outcome", outcome);
        }
        views.write(request.response(), 200, "sso", model);
    }

    @Override
    public boolean act(DashboardRequest request) throws IOException {
        String action = request.rest().size() == 1 ? request.rest().get(0) : "";
        switch (action) {
            case "allow" -> allow(request);
            case "forbid" -> {
                redirectUris(request).remove(request.field("uri"));
                request.back(Notice.done("The redirect URI is no longer allowed."));
            }
            case "try" -> {
                String callback = baseUri + request.path("sso/" + CALLBACK);
                redirectUris(request).add(callback);
                trial.begin(request, callback);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void allow(DashboardRequest request) throws IOException {
        try {
            redirectUris(request).add(request.field("uri"));
            request.back(Notice.done("The redirect URI is allowed."));
        } catch (IllegalArgumentException e) {
            request.back(Notice.failed("Nothing was changed. " + e.getMessage()));
        }
    }

    private RedirectUris redirectUris(DashboardRequest request) {
        content.prepare(request.project());
        return new RedirectUris(jdbi, request.project().id());
    }
}
