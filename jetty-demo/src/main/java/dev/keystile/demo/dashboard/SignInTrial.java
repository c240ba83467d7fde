package dev.keystile.demo.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs in as an application would: with a code that is redeemed by its verifier (RFC 7636), over HTTP. */
final class SignInTrial {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration MAX = Duration.ofSeconds(10);

    private final URI baseUri;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(MAX).build();

    SignInTrial(URI baseUri) {
        this.baseUri = baseUri;
    }

    /**
     * A sign-in that was started.
     *
     * @param projectId the project that the user signs in to
     * @param state the value that comes back with the code
     * @param verifier the verifier of the code
     * @param callback the redirect URI
     */
    record StartedSignIn(String projectId, String state, String verifier, String callback) {}

    /**
     * The result of a sign-in.
     *
     * @param good whether there is a profile
     * @param text the profile, or what went wrong
     */
    record TrialResult(boolean good, String text) {
        static TrialResult failed(String text) {
            return new TrialResult(false, text);
        }
    }

    void begin(DashboardRequest request, String callback) {
        StartedSignIn signIn =
                new StartedSignIn(request.project().id(), SecretTokens.next(), SecretTokens.next(), callback);
        request.session().begin(signIn);
        String challenge =
                Base64.getUrlEncoder().withoutPadding().encodeToString(SecretTokens.sha256(signIn.verifier()));
        DashboardRequest.redirect(
                request.response(),
                new AuthorizationUrl(baseUri, request.project().id(), request.field("provider"), callback)
                        .with("state", signIn.state())
                        .with("prompt", request.field("prompt"))
                        .with("code_challenge", challenge)
                        .with("code_challenge_method", "S256")
                        .toString());
    }

    TrialResult finish(DashboardRequest request) throws IOException {
        StartedSignIn signIn = request.session().takeSignIn();
        if (signIn == null
                || !signIn.projectId().equals(request.project().id())
                || !SecretTokens.areEqual(signIn.state(), request.field("state"))) {
            return TrialResult.failed("This response belongs to no sign-in that was begun here. Begin again.");
        }
        if (request.field("code").isEmpty()) {
            return TrialResult.failed(request.field("error") + ": " + request.field("error_description"));
        }
        return redeem(request.project().id(), request.field("code"), signIn);
    }

    private TrialResult redeem(String projectId, String code, StartedSignIn signIn) throws IOException {
        String form = "grant_type=authorization_code&client_id=" + encode(projectId) + "&code=" + encode(code)
                + "&redirect_uri=" + encode(signIn.callback()) + "&code_verifier=" + encode(signIn.verifier());
        HttpRequest request = HttpRequest.newBuilder(baseUri.resolve("/sso/token"))
                .timeout(MAX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            JsonNode profile = body.path("profile");
            return response.statusCode() == 200
                    ? new TrialResult(true, profile.toPrettyString())
                    : TrialResult.failed(body.path("error_description").asString("The code was not accepted."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TrialResult.failed("The service is about to stop.");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
