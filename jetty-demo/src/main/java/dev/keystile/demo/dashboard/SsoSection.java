package dev.keystile.demo.dashboard;

import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.demo.sso.RedirectUris;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Single sign-on to an environment's project: its identifier, where it sends users back to, and a way to try it. */
public final class SsoSection implements Section {

    private static final List<String> PROVIDERS = List.of("GoogleOAuth", "MicrosoftOAuth", "GitHubOAuth", "AppleOAuth");
    private static final String CALLBACK = "callback";

    private final Views views;
    private final Jdbi jdbi;
    private final SignInTrial trial;
    private final URI baseUri;

    /** @param baseUri where the service is reached */
    public SsoSection(Views views, Jdbi jdbi, URI baseUri) {
        this.views = views;
        this.jdbi = jdbi;
        this.baseUri = baseUri;
        this.trial = new SignInTrial(baseUri);
    }

    @Override
    public boolean show(Visit visit) throws IOException {
        if (visit.rest().isEmpty()) {
            page(visit, null);
            return true;
        }
        if (visit.rest().equals(List.of(CALLBACK))) {
            page(visit, visit.isSeen() ? trial.finish(visit) : null);
            return true;
        }
        return false;
    }

    private void page(Visit visit, SignInTrial.@Nullable Outcome outcome) throws IOException {
        Map<String, Object> model = visit.model();
        List<String> uris = redirectUris(visit).list();
        String provider = PROVIDERS.contains(visit.field("provider")) ? visit.field("provider") : PROVIDERS.get(0);
        String redirectUri = uris.contains(visit.field("redirect_uri"))
                ? visit.field("redirect_uri")
                : uris.stream().findFirst().orElse("");
        model.put("uris", uris);
        model.put("providers", PROVIDERS);
        model.put("provider", provider);
        model.put("redirectUri", redirectUri);
        model.put("state", visit.field("state"));
        model.put("asks", visit.field("prompt").equals("login"));
        model.put(
                "authorizationUrl",
                new AuthorizationUrl(baseUri, visit.environment().projectId(), provider, redirectUri)
                        .with("state", visit.field("state"))
                        .with("prompt", visit.field("prompt"))
                        .toString());
        if (outcome != null) {
            model.put("outcome", outcome);
        }
        views.write(visit.response(), 200, "sso", model);
    }

    @Override
    public boolean act(Visit visit) throws IOException {
        String action = visit.rest().size() == 1 ? visit.rest().get(0) : "";
        switch (action) {
            case "allow" -> allow(visit);
            case "forbid" -> {
                redirectUris(visit).remove(visit.field("uri"));
                visit.back(Notice.done("The redirect URI is no longer allowed."));
            }
            case "try" -> {
                String callback = baseUri + visit.path("sso/" + CALLBACK);
                redirectUris(visit).add(callback);
                trial.begin(visit, callback);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void allow(Visit visit) throws IOException {
        try {
            redirectUris(visit).add(visit.field("uri"));
            visit.back(Notice.done("The redirect URI is allowed."));
        } catch (IllegalArgumentException e) {
            visit.back(Notice.failed("Nothing was changed. " + e.getMessage()));
        }
    }

    private RedirectUris redirectUris(Visit visit) {
        return new RedirectUris(jdbi, visit.environment().id());
    }
}
